// The linter's rules, and why some are off.
module.exports = {
  extends: "solhint:recommended",
  rules: {
    "compiler-version": ["error", "0.8.37"],
    "func-visibility": ["error", { ignoreConstructors: true }],
    // Public immutables are functions to a caller; they are named as functions are.
    "immutable-vars-naming": "off",
    // It asks for @notice, @param and @return on everything; a sentence on the interface says more.
    "use-natspec": "off",
    // `a <= b` and `a < b + 1` cost the same under the optimizer; the first says what is meant.
    "gas-strict-inequalities": "off",
    // Words and amounts are read, not searched for: an index on them would cost and serve nobody.
    "gas-indexed-events": "off",
    // Type hashes and the token's symbol are what their standards say they are.
    "gas-small-strings": "off",
  },
};
