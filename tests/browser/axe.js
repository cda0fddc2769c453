// What axe-core (loaded before) finds wrong, one line a rule.
async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  const where = (rule) => rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 150)).join(" | ");
  return violations.map((rule) => `${rule.id} (${rule.impact}): ${where(rule)}`);
}
