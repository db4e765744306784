export default { name: "shapeless", types: { a: {} } };
