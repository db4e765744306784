/** Set up before each test file: the same random cases for every mutant, and no search for the smallest failing one. */
import fc from "fast-check";

const SEED = 20_240_229;

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: SEED, endOnFailure: true });
