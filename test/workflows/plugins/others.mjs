export default { name: "others", types: { lint: { run: () => "mine" } }, functions: { slug: { call: () => 1 } } };
