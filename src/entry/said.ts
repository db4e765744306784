/** What went wrong and what helps, for people. */
export type Said = Readonly<{ message: string; hint: string }>;
