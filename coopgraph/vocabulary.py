"""Terms of the ontology as constants: a misspelt name raises ``AttributeError``.

Generated from ``ontology/`` by ``python -m coopgraph.rdf.vocabulary_writer``; do not edit.
"""

from __future__ import annotations

from typing import Final

__all__ = ["CLASSES", "COOP", "DISJOINT", "PROPERTIES", "SCHEMES", "SINGLE_VALUED", "SUBCLASSES"]

_NS: Final = "https://w3id.org/coopgraph/ontology#"


class COOP:
    """Every class and property of the ontology, as a full IRI."""

    #: agreement: A text in force between at least two parties.
    Agreement: Final = _NS + "Agreement"
    #: association: A non-profit body of members.
    Association: Final = _NS + "Association"
    #: comprehensive cancer centre: A French hospital devoted to cancer care, research and
    #: teaching (CLCC).
    CancerCentre: Final = _NS + "CancerCentre"
    #: charter: A text by which several bodies commit themselves to the same rules.
    Charter: Final = _NS + "Charter"
    #: city: A city or municipality.
    City: Final = _NS + "City"
    #: claim: One statement of one value by one source.
    Claim: Final = _NS + "Claim"
    #: clinical investigation centre: A centre in a hospital where clinical research is done
    #: under hospital and Inserm supervision (CIC).
    ClinicalInvestigationCentre: Final = _NS + "ClinicalInvestigationCentre"
    #: co-publication: How many publications two bodies have in common in a period, as one source
    #: counts them.
    CoPublication: Final = _NS + "CoPublication"
    #: cohort: A group of people followed over time for research, as a shared resource.
    Cohort: Final = _NS + "Cohort"
    #: collaboration: A lasting joint undertaking of several bodies, with a name of its own.
    Collaboration: Final = _NS + "Collaboration"
    #: company: A commercial company.
    Company: Final = _NS + "Company"
    #: competitiveness cluster: A body that gathers companies, laboratories and schools of a
    #: territory around a theme.
    CompetitivenessCluster: Final = _NS + "CompetitivenessCluster"
    #: cotutelle: The relation of one body to one research structure, in one role.
    Cotutelle: Final = _NS + "Cotutelle"
    #: country: A country or territory with an ISO 3166-1 code.
    Country: Final = _NS + "Country"
    #: department: A scientific or administrative department of an organisation.
    Department: Final = _NS + "Department"
    #: disagreement: Two or more statements of sources that cannot all be true.
    Disagreement: Final = _NS + "Disagreement"
    #: foundation: A fund with legal personality devoted to a work of general interest.
    Foundation: Final = _NS + "Foundation"
    #: founding agreement: The agreement that creates a joint unit, laboratory, group or
    #: platform.
    FoundingAgreement: Final = _NS + "FoundingAgreement"
    #: framework agreement: A general agreement of two bodies under which others are made.
    FrameworkAgreement: Final = _NS + "FrameworkAgreement"
    #: funding agency: An organisation whose mission is to fund research.
    FundingAgency: Final = _NS + "FundingAgency"
    #: funding programme: A programme that funds research.
    FundingProgramme: Final = _NS + "FundingProgramme"
    #: gap: Something that a rule looked for between bodies on one day, and what it found:
    #: missing, ended, undecidable, in force, or not applicable.
    Gap: Final = _NS + "Gap"
    #: evidence of a gap: A statement of the landscape on which the record of a gap rests, with
    #: its place in the source.
    GapEvidence: Final = _NS + "GapEvidence"
    #: search for a gap: What was searched before a gap was recorded, and how many things
    #: matched.
    GapSearch: Final = _NS + "GapSearch"
    #: grande école: A higher-education institution outside the universities that selects its
    #: students.
    GrandeEcole: Final = _NS + "GrandeEcole"
    #: health agency: A public agency for health: expertise, safety, evaluation or funding.
    HealthAgency: Final = _NS + "HealthAgency"
    #: healthcare operator: An organisation that gives care.
    HealthcareOperator: Final = _NS + "HealthcareOperator"
    #: higher-education institution: An organisation that gives higher education.
    HigherEducationInstitution: Final = _NS + "HigherEducationInstitution"
    #: hospital-university department: The older form of the hospital-university federation
    #: (DHU).
    HospitalUniversityDepartment: Final = _NS + "HospitalUniversityDepartment"
    #: hospital-university federation: A joint project of a hospital, a university and research
    #: bodies for care, teaching and research (FHU).
    HospitalUniversityFederation: Final = _NS + "HospitalUniversityFederation"
    #: hospital-university institute: An institute of research, care, training and transfer on
    #: one medical theme (IHU).
    HospitalUniversityInstitute: Final = _NS + "HospitalUniversityInstitute"
    #: hosting scheme: A scheme by which people of one body work for a time in another.
    HostingScheme: Final = _NS + "HostingScheme"
    #: indicator: A numbered measure by which an objective is judged; its figures belong to its
    #: components.
    Indicator: Final = _NS + "Indicator"
    #: indicator component: One thing measured within an indicator.
    IndicatorComponent: Final = _NS + "IndicatorComponent"
    #: indicator value: A reference, target or observed value of one component.
    IndicatorValue: Final = _NS + "IndicatorValue"
    #: industrial partnership agreement: A framework or research agreement with a company.
    IndustrialPartnership: Final = _NS + "IndustrialPartnership"
    #: initiative: A joint initiative of States or bodies, such as a joint programming
    #: initiative.
    Initiative: Final = _NS + "Initiative"
    #: instrument type: A kind of cooperation instrument, with rules that sources state.
    InstrumentType: Final = _NS + "InstrumentType"
    #: integrated cancer research site: A site that joins care and research on cancer (SIRIC).
    IntegratedCancerSite: Final = _NS + "IntegratedCancerSite"
    #: international associated laboratory: A virtual laboratory of a French and a foreign team
    #: around one project (LEA, LIA).
    InternationalAssociatedLaboratory: Final = _NS + "InternationalAssociatedLaboratory"
    #: international cooperation agreement: An agreement with a foreign institution that frames a
    #: lasting partnership.
    InternationalCooperationAgreement: Final = _NS + "InternationalCooperationAgreement"
    #: international joint unit: A research unit located abroad, created with a foreign
    #: institution (UME, UMI).
    InternationalJointUnit: Final = _NS + "InternationalJointUnit"
    #: international platform: A lasting platform of research with a partner country.
    InternationalPlatform: Final = _NS + "InternationalPlatform"
    #: international research group: A network of French and foreign teams on a theme, without
    #: legal status (GDRE, GDRI).
    InternationalResearchGroup: Final = _NS + "InternationalResearchGroup"
    #: international research project: A project of a French and a foreign team chosen in a call
    #: (IRP).
    InternationalResearchProject: Final = _NS + "InternationalResearchProject"
    #: joint laboratory: A laboratory that two institutions of different countries run together
    #: (Joint Lab).
    JointLaboratory: Final = _NS + "JointLaboratory"
    #: label award: One award of a label to one collaboration, for one period.
    LabelAward: Final = _NS + "LabelAward"
    #: landscape: A set of curated data about the partners of one organisation.
    Landscape: Final = _NS + "Landscape"
    #: list statement: What a source says of the completeness of a list: how many it announces,
    #: how many it names.
    ListStatement: Final = _NS + "ListStatement"
    #: local authority: A metropolis, department or municipality as an authority.
    LocalAuthority: Final = _NS + "LocalAuthority"
    #: milestone: What is due in a given year under an objective.
    Milestone: Final = _NS + "Milestone"
    #: ministry: A ministry or one of its directorates; the State when it signs.
    Ministry: Final = _NS + "Ministry"
    #: missing field: A value that a rule needs and that no source states.
    MissingField: Final = _NS + "MissingField"
    #: mixed unit: A structure with at least two supervising bodies.
    MixedUnit: Final = _NS + "MixedUnit"
    #: mixity convention: The convention that frames the mixed units of a research body and a
    #: higher-education institution.
    MixityConvention: Final = _NS + "MixityConvention"
    #: national contact point: A group that informs on one part of the European programmes (NCP).
    NationalContactPoint: Final = _NS + "NationalContactPoint"
    #: near miss: Something that nearly closes a gap, and why it does not.
    NearMiss: Final = _NS + "NearMiss"
    #: objective: A numbered aim of a plan.
    Objective: Final = _NS + "Objective"
    #: contract of objectives: A contract of the State with a public body over its goals for some
    #: years.
    ObjectivesContract: Final = _NS + "ObjectivesContract"
    #: organisation: A body with legal personality that can sign, supervise, fund or employ.
    Organisation: Final = _NS + "Organisation"
    #: part of an organisation: A department or office inside an organisation, other than a
    #: research structure.
    OrganisationPart: Final = _NS + "OrganisationPart"
    #: participation: Membership of a collaboration, programme, alliance, cluster or board, in
    #: one role.
    Participation: Final = _NS + "Participation"
    #: partnership: A relation of two bodies that a source names without telling an agreement or
    #: a structure.
    Partnership: Final = _NS + "Partnership"
    #: place: A territory: city, region, country or part of the world.
    Place: Final = _NS + "Place"
    #: plan item: What a plan or contract sets down: an objective, an action, an indicator or a
    #: milestone.
    PlanItem: Final = _NS + "PlanItem"
    #: policy: A policy or charter that a body has adopted.
    Policy: Final = _NS + "Policy"
    #: programme: A scheme under which things are funded, hosted, created or decided.
    Programme: Final = _NS + "Programme"
    #: funded project: A joint undertaking that is limited in time and financed under a
    #: programme, with its participants.
    Project: Final = _NS + "Project"
    #: project team: A team of two or more research bodies around one subject.
    ProjectTeam: Final = _NS + "ProjectTeam"
    #: public body: A public organisation that no narrower class describes.
    PublicBody: Final = _NS + "PublicBody"
    #: public interest group: A group of public, or public and private, bodies with legal
    #: personality (GIP).
    PublicInterestGroup: Final = _NS + "PublicInterestGroup"
    #: region: A region or province inside a country.
    Region: Final = _NS + "Region"
    #: regional authority: The authority that governs a region and signs for it; the territory is
    #: a Place.
    RegionalAuthority: Final = _NS + "RegionalAuthority"
    #: regional delegation: An office that represents and administers a national body in regions.
    RegionalDelegation: Final = _NS + "RegionalDelegation"
    #: regional framework convention: An agreement with a region on shared lines of work.
    RegionalFrameworkConvention: Final = _NS + "RegionalFrameworkConvention"
    #: representation office: An office that represents a body abroad or before the European
    #: Union.
    RepresentationOffice: Final = _NS + "RepresentationOffice"
    #: research alliance: A national alliance of research and higher-education bodies.
    ResearchAlliance: Final = _NS + "ResearchAlliance"
    #: research federation: A federation of units that share means or a programme.
    ResearchFederation: Final = _NS + "ResearchFederation"
    #: research infrastructure: A lasting set of platforms, networks or resources that several
    #: bodies run and share.
    ResearchInfrastructure: Final = _NS + "ResearchInfrastructure"
    #: research network: A network of teams or bodies around a theme, national or not.
    ResearchNetwork: Final = _NS + "ResearchNetwork"
    #: research organisation: An organisation whose mission is research.
    ResearchOrganisation: Final = _NS + "ResearchOrganisation"
    #: research structure: A unit, service, centre, team or federation where research is done,
    #: without legal personality.
    ResearchStructure: Final = _NS + "ResearchStructure"
    #: research team: A team inside a unit, or registered alone.
    ResearchTeam: Final = _NS + "ResearchTeam"
    #: research unit: A structure created for a term by one or more supervising bodies to do
    #: research.
    ResearchUnit: Final = _NS + "ResearchUnit"
    #: decision: What curators decided about a disagreement, and why; no statement is deleted.
    Resolution: Final = _NS + "Resolution"
    #: service unit: A structure that gives technical or scientific service to others.
    ServiceUnit: Final = _NS + "ServiceUnit"
    #: single-valued property: The class of properties with at most one value for one subject,
    #: one year and one population.
    SingleValued: Final = _NS + "SingleValued"
    #: social protection body: A body in charge of health insurance or another branch of social
    #: protection.
    SocialProtectionBody: Final = _NS + "SocialProtectionBody"
    #: source document: A document, register snapshot, page or standard that statements come
    #: from.
    SourceDocument: Final = _NS + "SourceDocument"
    #: State–region plan contract: A contract of the State and regions by which projects are
    #: funded for several years (CPER).
    StateRegionPlan: Final = _NS + "StateRegionPlan"
    #: action: A numbered course of action under an objective.
    StrategicAction: Final = _NS + "StrategicAction"
    #: strategic priority: One cell of a strategy: a place, a stance and, if stated, a theme.
    StrategicPriority: Final = _NS + "StrategicPriority"
    #: team scheme: A scheme under which teams are created; its date is not that of each team.
    TeamScheme: Final = _NS + "TeamScheme"
    #: thematic institute: An institute by which a body or an alliance steers one field.
    ThematicInstitute: Final = _NS + "ThematicInstitute"
    #: unit term: One term of a research structure, at the end of which it is renewed or closed.
    UnitTerm: Final = _NS + "UnitTerm"
    #: university: A higher-education institution with the status or the name of a university.
    University: Final = _NS + "University"
    #: university hospital: A hospital bound to a university by convention, for care, teaching
    #: and research.
    UniversityHospital: Final = _NS + "UniversityHospital"
    #: world region: A group of countries that a strategy names as one.
    WorldRegion: Final = _NS + "WorldRegion"

    #: year described: The year that a claim or list describes.
    aboutYear: Final = _NS + "aboutYear"
    #: accepted value: The value that the decision keeps, as written.
    acceptedValue: Final = _NS + "acceptedValue"
    #: acronym: Usual acronym.
    acronym: Final = _NS + "acronym"
    #: act by: Day by which to act, lead time included.
    actBy: Final = _NS + "actBy"
    #: number of agreements: How many agreements or conventions the source counts.
    agreementCount: Final = _NS + "agreementCount"
    #: amount in million euros: Amount of money, in million euros.
    amountMillionEuro: Final = _NS + "amountMillionEuro"
    #: number announced: How many the source announces.
    announcedCount: Final = _NS + "announcedCount"
    #: appoints: A role that a body fills, without naming anyone.
    appoints: Final = _NS + "appoints"
    #: approximation: How the number is to be read: exact, about, at least and so on.
    approximation: Final = _NS + "approximation"
    #: awarded by: A body that awards the label.
    awardedBy: Final = _NS + "awardedBy"
    #: awarded to: The collaboration that holds the label.
    awardedTo: Final = _NS + "awardedTo"
    #: call: The call in which a label was won, in a few words.
    call: Final = _NS + "call"
    #: change in per cent: Change that a source states, in per cent; positive for growth.
    changePercent: Final = _NS + "changePercent"
    #: status of the claim: What became of the claim when sources were compared.
    claimStatus: Final = _NS + "claimStatus"
    #: closed by: What would close the gap.
    closedBy: Final = _NS + "closedBy"
    #: collaborates with: Two bodies bound by a structure, an agreement, a partnership or a
    #: collaboration.
    collaboratesWith: Final = _NS + "collaboratesWith"
    #: number of collaborations: How many collaborations the source counts, declared or listed.
    collaborationCount: Final = _NS + "collaborationCount"
    #: completeness: Whether the list is complete, incomplete or unknown.
    completeness: Final = _NS + "completeness"
    #: concerns: A body, programme, instrument or structure that the item is about.
    concerns: Final = _NS + "concerns"
    #: confidence: How sure the statement is.
    confidence: Final = _NS + "confidence"
    #: grant agreement: Number of a grant agreement of the European framework programmes, as in
    #: CORDIS.
    cordis: Final = _NS + "cordis"
    #: number: How many the source counts in the population.
    count: Final = _NS + "count"
    #: counted from: What was counted: the database, the kinds of works.
    countedFrom: Final = _NS + "countedFrom"
    #: counting method: How a publication of several bodies is counted.
    countingMethod: Final = _NS + "countingMethod"
    #: number of countries: How many countries the source counts.
    countryCount: Final = _NS + "countryCount"
    #: covers class: The class of the things listed.
    coversClass: Final = _NS + "coversClass"
    #: year of creation: Year in which a thing was created, as a source states it.
    createdYear: Final = _NS + "createdYear"
    #: curator’s note: Remark of the curator, never a quotation.
    curationNote: Final = _NS + "curationNote"
    #: decided by: The body that decides on the instrument.
    decidedBy: Final = _NS + "decidedBy"
    #: decided on: Day of the decision.
    decidedOn: Final = _NS + "decidedOn"
    #: decision: Whether the disagreement is settled, explained or left open.
    decision: Final = _NS + "decision"
    #: declared complete by: A list statement that declares the searched list complete for this
    #: scope and time.
    declaredCompleteBy: Final = _NS + "declaredCompleteBy"
    #: denominator: Count printed below the line of a share.
    denominator: Final = _NS + "denominator"
    #: time described: The year, date or span that a source pictures.
    describes: Final = _NS + "describes"
    #: kind of disagreement: How the statements disagree, of a disagreement or of the decision
    #: about it.
    disagreementKind: Final = _NS + "disagreementKind"
    #: about: The thing that the disagreement or decision is about.
    disagreesAbout: Final = _NS + "disagreesAbout"
    #: set aside because: Why somebody set the gap aside.
    dismissedBecause: Final = _NS + "dismissedBecause"
    #: set aside on: Day on which somebody set the gap aside.
    dismissedOn: Final = _NS + "dismissedOn"
    #: disputed by: A claim that cannot be true together with this one.
    disputedBy: Final = _NS + "disputedBy"
    #: drafted by: A body that drew up the text, whether or not it signed it.
    draftedBy: Final = _NS + "draftedBy"
    #: due year: Year in which a milestone is due.
    dueYear: Final = _NS + "dueYear"
    #: duration in years: Duration in years, as the source states it.
    durationYears: Final = _NS + "durationYears"
    #: earliest end: First day on which what the gap is about may end.
    earliestEnd: Final = _NS + "earliestEnd"
    #: eligibility: Who may use an instrument, modality or programme, in a few words.
    eligibility: Final = _NS + "eligibility"
    #: basis of the end: Whether the end is stated, computed from the term of the instrument
    #: itself, assumed from the usual term of its kind, or open.
    endBasis: Final = _NS + "endBasis"
    #: end date: Last day of a period, where the source has it.
    endDate: Final = _NS + "endDate"
    #: end year: Last year of a period, inclusive.
    endYear: Final = _NS + "endYear"
    #: enumerated by: Another list, of another source, that names what this one announces.
    enumeratedBy: Final = _NS + "enumeratedBy"
    #: evaluation wave: The national wave, A to E, in which a site or a unit is evaluated.
    evaluationWave: Final = _NS + "evaluationWave"
    #: kind of event: What kind of change happened.
    eventKind: Final = _NS + "eventKind"
    #: year of the event: Year in which something changed.
    eventYear: Final = _NS + "eventYear"
    #: value to be expected: What follows from the statement’s own figures.
    expectedValue: Final = _NS + "expectedValue"
    #: number of labelled federations and sites: How many FHU, SIRIC, IHU or the like the source
    #: counts.
    federationCount: Final = _NS + "federationCount"
    #: name of the field: The field that is missing: start, end, theme.
    fieldName: Final = _NS + "fieldName"
    #: finding: The result in a few words.
    finding: Final = _NS + "finding"
    #: FINESS number: Number of a French health establishment.
    finess: Final = _NS + "finess"
    #: first line: First line of the statement in the text of its document, counted from 1.
    firstLine: Final = _NS + "firstLine"
    #: organisation in focus: The organisation whose partners the landscape shows.
    focus: Final = _NS + "focus"
    #: for the year: Year that a value of an indicator is for.
    forYear: Final = _NS + "forYear"
    #: formalised by: The kind of agreement that sets up the instrument.
    formalisedBy: Final = _NS + "formalisedBy"
    #: former name: Name that the thing had before.
    formerName: Final = _NS + "formerName"
    #: funded by: A body that pays for what the label supports.
    fundedBy: Final = _NS + "fundedBy"
    #: Funder ID: Number of a funder in the Funder Registry of Crossref, without its prefix
    #: 10.13039.
    fundref: Final = _NS + "fundref"
    #: gap about: The body, place, instrument or list that the gap is about.
    gapAbout: Final = _NS + "gapAbout"
    #: share among the first ten: Share of the draws of structures in which the gap is among the
    #: first ten.
    gapAmongFirstTen: Final = _NS + "gapAmongFirstTen"
    #: certainty of the gap: Whether the result holds for every date that the sources allow
    #: (certain) or for some (possible).
    gapCertainty: Final = _NS + "gapCertainty"
    #: basis of the end of what the gap is about: Whether earliest and latest end are stated,
    #: computed or assumed, or a source says that there is none.
    gapEndBasis: Final = _NS + "gapEndBasis"
    #: rests on: A statement on which the gap rests.
    gapEvidence: Final = _NS + "gapEvidence"
    #: gap of: The organisation that was in focus when the gap was found.
    gapFor: Final = _NS + "gapFor"
    #: day of reference: The day for which the record of the gap holds.
    gapOn: Final = _NS + "gapOn"
    #: group of equal rank: Number of the group of gaps that cannot be told apart by their ranks;
    #: the first is 1.
    gapRankBand: Final = _NS + "gapRankBand"
    #: worst rank of the interval: Worst rank of the interval that holds 95 % of the ranks, with
    #: other structures drawn or a tenth of the ties left out.
    gapRankHigh: Final = _NS + "gapRankHigh"
    #: best rank of the interval: Best rank of the interval that holds 95 % of the ranks, with
    #: other structures drawn or a tenth of the ties left out.
    gapRankLow: Final = _NS + "gapRankLow"
    #: median rank: Median rank by score among the gaps of one rule and status, with structures
    #: drawn with replacement.
    gapRankMedian: Final = _NS + "gapRankMedian"
    #: number of gaps ranked: How many gaps of one rule and status were ranked together.
    gapRankedAmong: Final = _NS + "gapRankedAmong"
    #: rule of the gap: Name of the rule that made the record.
    gapRule: Final = _NS + "gapRule"
    #: version of the rule: Version of the rule; a change of meaning raises it.
    gapRuleVersion: Final = _NS + "gapRuleVersion"
    #: score of the gap: Order among gaps of one tier and status, and of nothing else.
    gapScore: Final = _NS + "gapScore"
    #: was searched in: A search that was made for the gap.
    gapSearch: Final = _NS + "gapSearch"
    #: newest year of the sources: Newest year that the sources of the evidence of a gap
    #: describe.
    gapSourcesNewest: Final = _NS + "gapSourcesNewest"
    #: oldest year of the sources: Oldest year that the sources of the evidence of a gap
    #: describe.
    gapSourcesOldest: Final = _NS + "gapSourcesOldest"
    #: status of the gap: What is known of the gap: one of six states.
    gapStatus: Final = _NS + "gapStatus"
    #: tier of the gap: Which kind of work the gap asks for.
    gapTier: Final = _NS + "gapTier"
    #: type of gap: Name of the question that the rule answers, as on the command line.
    gapType: Final = _NS + "gapType"
    #: GeoNames number: Number of a place in GeoNames.
    geonames: Final = _NS + "geonames"
    #: governs: The territory that an authority governs.
    governs: Final = _NS + "governs"
    #: GRID identifier: Identifier in the former Global Research Identifier Database.
    grid: Final = _NS + "grid"
    #: guiding principle: A key word that a body states for its policy.
    guidingPrinciple: Final = _NS + "guidingPrinciple"
    #: HAL structure: Number of a structure in the referential of the archive HAL.
    hal: Final = _NS + "hal"
    #: has legal status: Whether the instrument has a legal status of its own.
    hasLegalStatus: Final = _NS + "hasLegalStatus"
    #: has party: A party of an agreement or partnership.
    hasParty: Final = _NS + "hasParty"
    #: IdRef: Number of an authority record in IdRef, the authority file of French higher
    #: education libraries.
    idref: Final = _NS + "idref"
    #: in country: The country where an entity is, directly or through its city or region.
    inCountry: Final = _NS + "inCountry"
    #: in plan: The plan or contract that sets the item down.
    inPlan: Final = _NS + "inPlan"
    #: in region: The region where an entity is, directly or through its city.
    inRegion: Final = _NS + "inRegion"
    #: in strategy: The document that announces a priority.
    inStrategy: Final = _NS + "inStrategy"
    #: includes country: A country that belongs to a world region.
    includesCountry: Final = _NS + "includesCountry"
    #: type of instrument: The kind of instrument that an agreement or collaboration is.
    instrumentType: Final = _NS + "instrumentType"
    #: involves: One of the statements that disagree: a claim, a list or a value of an indicator.
    involves: Final = _NS + "involves"
    #: ISNI: International Standard Name Identifier, sixteen characters without spaces.
    isni: Final = _NS + "isni"
    #: ISO code: ISO 3166-1 alpha-2 code of a country or ISO 3166-2 code of a region.
    isoCode: Final = _NS + "isoCode"
    #: label: The label that an award gives.
    label: Final = _NS + "label"
    #: last line: Last line of the statement in the text of its document.
    lastLine: Final = _NS + "lastLine"
    #: later name: A name that the entity took after the day at which the landscape is looked at.
    laterName: Final = _NS + "laterName"
    #: latest end: Last day on which what the gap is about may end.
    latestEnd: Final = _NS + "latestEnd"
    #: led by: The leader of a project team, as the source names them.
    ledBy: Final = _NS + "ledBy"
    #: form of the list: Whether the source prints the list whole, gives examples, or only
    #: announces it.
    listForm: Final = _NS + "listForm"
    #: member of the list: A thing that the list names.
    listMember: Final = _NS + "listMember"
    #: scope of the list: The place or body to which the list is limited.
    listScope: Final = _NS + "listScope"
    #: subject of the list: Whose list it is.
    listSubject: Final = _NS + "listSubject"
    #: number listed: How many names the source prints.
    listedCount: Final = _NS + "listedCount"
    #: located in: The city, region or country where a body, structure or collaboration is.
    locatedIn: Final = _NS + "locatedIn"
    #: locator: Place in the source: section and line, or record number.
    locator: Final = _NS + "locator"
    #: lower bound: Least value of a range.
    lowerBound: Final = _NS + "lowerBound"
    #: place named first: Of the places of a body or structure that stands in several, the one
    #: that its own row names: its seat, or the place that the register of the row puts first.
    mainPlace: Final = _NS + "mainPlace"
    #: number of matches: How many of the things searched match what the rule asks for.
    matchCount: Final = _NS + "matchCount"
    #: maximum number of renewals: How often an instrument may be renewed.
    maxRenewals: Final = _NS + "maxRenewals"
    #: maximum duration in days: Longest duration of a modality, in days.
    maximumDurationDays: Final = _NS + "maximumDurationDays"
    #: thing meant: The node of the landscape that is meant.
    meantThing: Final = _NS + "meantThing"
    #: number of members: How many members of a collective the source counts.
    memberCount: Final = _NS + "memberCount"
    #: minimum duration in days: Shortest duration of a modality, in days.
    minimumDurationDays: Final = _NS + "minimumDurationDays"
    #: cannot be decided without: A field without which the rule cannot decide.
    missingField: Final = _NS + "missingField"
    #: modality: A way of working together that an agreement provides.
    modality: Final = _NS + "modality"
    #: number of modules: How many modules of clinical investigation centres the source counts.
    moduleCount: Final = _NS + "moduleCount"
    #: nearly closed by: A thing that nearly closes the gap.
    nearMiss: Final = _NS + "nearMiss"
    #: why it does not match: Why the thing does not close the gap.
    nearMissReason: Final = _NS + "nearMissReason"
    #: numerator: Count printed above the line of a share.
    numerator: Final = _NS + "numerator"
    #: numeric value: The value as a number, in its unit.
    numericValue: Final = _NS + "numericValue"
    #: value of: The component that the value measures.
    ofIndicator: Final = _NS + "ofIndicator"
    #: on behalf of: The collective or body for which a member acts.
    onBehalfOf: Final = _NS + "onBehalfOf"
    #: on the property: The property whose value is disagreed about or decided.
    onProperty: Final = _NS + "onProperty"
    #: OpenAlex: Identifier of an institution in OpenAlex.
    openalex: Final = _NS + "openalex"
    #: origin of the majority: The place from which a source says that more than half of a
    #: population comes.
    originOfMajority: Final = _NS + "originOfMajority"
    #: original agreement: An agreement that a change replaced.
    originalAgreement: Final = _NS + "originalAgreement"
    #: original instrument: An instrument that a reform replaced.
    originalInstrument: Final = _NS + "originalInstrument"
    #: part of the population: The population of which this one is a part; parts of one
    #: population do not overlap.
    partOfPopulation: Final = _NS + "partOfPopulation"
    #: part of programme: The programme that contains a programme.
    partOfProgramme: Final = _NS + "partOfProgramme"
    #: participates in: A collective in which a member participates, in any role.
    participatesIn: Final = _NS + "participatesIn"
    #: number of partners: How many partners of the population the source counts.
    partnerCount: Final = _NS + "partnerCount"
    #: kind of partnership: What kind of partnership it is.
    partnershipKind: Final = _NS + "partnershipKind"
    #: party to: An agreement to which an organisation is a party.
    partyTo: Final = _NS + "partyTo"
    #: period of the value: The span of time in which the value is counted: a month, a year, the
    #: whole plan.
    period: Final = _NS + "period"
    #: number of persons: How many persons the source counts.
    personCount: Final = _NS + "personCount"
    #: PIC: Participant code of the European programmes.
    pic: Final = _NS + "pic"
    #: last year of planned revision: Last year in which a revision is planned.
    plannedRevisionEndYear: Final = _NS + "plannedRevisionEndYear"
    #: first year of planned revision: First year in which a revision is planned.
    plannedRevisionStartYear: Final = _NS + "plannedRevisionStartYear"
    #: population: What a count counts.
    population: Final = _NS + "population"
    #: number of projects: How many projects, applications or grants the source counts.
    projectCount: Final = _NS + "projectCount"
    #: prospective partner: An organisation with which talks are under way; not a partner yet.
    prospectivePartner: Final = _NS + "prospectivePartner"
    #: number of joint publications: How many publications the two bodies have in common; not a
    #: whole number where they are counted in fractions.
    publicationCount: Final = _NS + "publicationCount"
    #: publishing body: One of the two bodies whose joint publications are counted; a structure
    #: may be one.
    publishingBody: Final = _NS + "publishingBody"
    #: rank: Place in a ranking that the population names.
    rank: Final = _NS + "rank"
    #: reached in: Year in which, says a source, a milestone was reached.
    reachedYear: Final = _NS + "reachedYear"
    #: reason: Why it was decided so, in the curators’ words.
    reason: Final = _NS + "reason"
    #: number of regions: How many regions the source counts.
    regionCount: Final = _NS + "regionCount"
    #: name in a register: Name as a public register writes it.
    registerName: Final = _NS + "registerName"
    #: type in the register: Type of a structure as the register prints it.
    registerType: Final = _NS + "registerType"
    #: related according to a register: A register calls two bodies related and does not say how.
    registeredRelation: Final = _NS + "registeredRelation"
    #: number of renewals: How often this instrument, says a source, has been renewed.
    renewalCount: Final = _NS + "renewalCount"
    #: requires an assessment: Whether the instrument is created only after a scientific
    #: assessment.
    requiresAssessment: Final = _NS + "requiresAssessment"
    #: requires a call: Whether the instrument is granted only after a call.
    requiresCall: Final = _NS + "requiresCall"
    #: decided in: The decision that curators took about the disagreement.
    resolvedBy: Final = _NS + "resolvedBy"
    #: resulting agreement: An agreement that a change brought.
    resultingAgreement: Final = _NS + "resultingAgreement"
    #: resulting instrument: An instrument that a reform created.
    resultingInstrument: Final = _NS + "resultingInstrument"
    #: retrieved on: Day on which the copy that was read was made.
    retrievedOn: Final = _NS + "retrievedOn"
    #: RNSR number: Number in the French national register of research structures.
    rnsr: Final = _NS + "rnsr"
    #: ROR identifier: Identifier in the Research Organization Registry, as an address.
    ror: Final = _NS + "ror"
    #: scope: Geographical reach of a collaboration.
    scope: Final = _NS + "scope"
    #: number searched: How many things of the kind the graph holds.
    searchedCount: Final = _NS + "searchedCount"
    #: section: Heading under which the statement stands in its document.
    section: Final = _NS + "section"
    #: SHA-256 checksum: Checksum of the copy that was read, in hexadecimal.
    sha256: Final = _NS + "sha256"
    #: share in per cent: Share of the population, in per cent.
    share: Final = _NS + "share"
    #: structures concerned: How many units, service units and clinical investigation centres the
    #: gap concerns.
    sharedStructures: Final = _NS + "sharedStructures"
    #: date of signature: Day on which an agreement was signed.
    signedOn: Final = _NS + "signedOn"
    #: year of signature: Year in which an agreement was signed.
    signedYear: Final = _NS + "signedYear"
    #: since year: First year of the span of years that a list or a value covers.
    sinceYear: Final = _NS + "sinceYear"
    #: SIREN number: Number of a French legal person.
    siren: Final = _NS + "siren"
    #: SIRET: Number of an establishment in the French register Sirene, fourteen digits; the
    #: first nine are its SIREN.
    siret: Final = _NS + "siret"
    #: kind of source: Whether the source is a document, register, page or standard.
    sourceKind: Final = _NS + "sourceKind"
    #: stance: What a priority announces.
    stance: Final = _NS + "stance"
    #: standard duration in years: For how many years an instrument is created.
    standardDurationYears: Final = _NS + "standardDurationYears"
    #: start date: First day of a period, where the source has it.
    startDate: Final = _NS + "startDate"
    #: start year: First year of a period, inclusive.
    startYear: Final = _NS + "startYear"
    #: stated by: The node of the landscape that makes the statement.
    statedBy: Final = _NS + "statedBy"
    #: stated factor: How many times the reference value the source says the target is.
    statedFactor: Final = _NS + "statedFactor"
    #: text as printed: The figure or name as the source prints it; a few words, never a
    #: sentence.
    statedText: Final = _NS + "statedText"
    #: number of structures: How many research structures the source counts.
    structureCount: Final = _NS + "structureCount"
    #: supervised by: A body that supervises a structure, as supervising body or single agent.
    supervisedBy: Final = _NS + "supervisedBy"
    #: target place: The country, region or site that an agreement or priority aims at.
    targetPlace: Final = _NS + "targetPlace"
    #: number of teams: How many teams the source counts.
    teamCount: Final = _NS + "teamCount"
    #: term of: The structure whose term it is.
    termOf: Final = _NS + "termOf"
    #: theme: A theme of an agreement, collaboration, partnership or priority.
    theme: Final = _NS + "theme"
    #: UAI code: Code of a French teaching or research establishment.
    uai: Final = _NS + "uai"
    #: undated: True where the source gives no year at all for an agreement.
    undated: Final = _NS + "undated"
    #: under scheme: The scheme under which a team was created.
    underScheme: Final = _NS + "underScheme"
    #: unit of measure: What the number is expressed in.
    unit: Final = _NS + "unit"
    #: unit code: Number of a structure at one of its bodies; it belongs to the pair.
    unitCode: Final = _NS + "unitCode"
    #: number of units: How many research units the source counts.
    unitCount: Final = _NS + "unitCount"
    #: unit number: Number that the body in focus gave to a structure, as the register writes it.
    unitNumber: Final = _NS + "unitNumber"
    #: upper bound: Greatest value of a range.
    upperBound: Final = _NS + "upperBound"
    #: valid from year: First year in which an instrument or its rules hold.
    validFromYear: Final = _NS + "validFromYear"
    #: valid to year: Last year in which an instrument or its rules hold.
    validToYear: Final = _NS + "validToYear"
    #: role of the value: Reference, target or observed value.
    valueRole: Final = _NS + "valueRole"
    #: vehicle: The body through which a partnership runs.
    vehicle: Final = _NS + "vehicle"
    #: wave: Number of the wave of awards.
    wave: Final = _NS + "wave"
    #: Wikidata item: Item of Wikidata.
    wikidata: Final = _NS + "wikidata"
    #: within: The place that contains a place.
    within: Final = _NS + "within"


#: Local name to IRI of every class.
CLASSES: Final[dict[str, str]] = {
    "Agreement": COOP.Agreement,
    "Association": COOP.Association,
    "CancerCentre": COOP.CancerCentre,
    "Charter": COOP.Charter,
    "City": COOP.City,
    "Claim": COOP.Claim,
    "ClinicalInvestigationCentre": COOP.ClinicalInvestigationCentre,
    "CoPublication": COOP.CoPublication,
    "Cohort": COOP.Cohort,
    "Collaboration": COOP.Collaboration,
    "Company": COOP.Company,
    "CompetitivenessCluster": COOP.CompetitivenessCluster,
    "Cotutelle": COOP.Cotutelle,
    "Country": COOP.Country,
    "Department": COOP.Department,
    "Disagreement": COOP.Disagreement,
    "Foundation": COOP.Foundation,
    "FoundingAgreement": COOP.FoundingAgreement,
    "FrameworkAgreement": COOP.FrameworkAgreement,
    "FundingAgency": COOP.FundingAgency,
    "FundingProgramme": COOP.FundingProgramme,
    "Gap": COOP.Gap,
    "GapEvidence": COOP.GapEvidence,
    "GapSearch": COOP.GapSearch,
    "GrandeEcole": COOP.GrandeEcole,
    "HealthAgency": COOP.HealthAgency,
    "HealthcareOperator": COOP.HealthcareOperator,
    "HigherEducationInstitution": COOP.HigherEducationInstitution,
    "HospitalUniversityDepartment": COOP.HospitalUniversityDepartment,
    "HospitalUniversityFederation": COOP.HospitalUniversityFederation,
    "HospitalUniversityInstitute": COOP.HospitalUniversityInstitute,
    "HostingScheme": COOP.HostingScheme,
    "Indicator": COOP.Indicator,
    "IndicatorComponent": COOP.IndicatorComponent,
    "IndicatorValue": COOP.IndicatorValue,
    "IndustrialPartnership": COOP.IndustrialPartnership,
    "Initiative": COOP.Initiative,
    "InstrumentType": COOP.InstrumentType,
    "IntegratedCancerSite": COOP.IntegratedCancerSite,
    "InternationalAssociatedLaboratory": COOP.InternationalAssociatedLaboratory,
    "InternationalCooperationAgreement": COOP.InternationalCooperationAgreement,
    "InternationalJointUnit": COOP.InternationalJointUnit,
    "InternationalPlatform": COOP.InternationalPlatform,
    "InternationalResearchGroup": COOP.InternationalResearchGroup,
    "InternationalResearchProject": COOP.InternationalResearchProject,
    "JointLaboratory": COOP.JointLaboratory,
    "LabelAward": COOP.LabelAward,
    "Landscape": COOP.Landscape,
    "ListStatement": COOP.ListStatement,
    "LocalAuthority": COOP.LocalAuthority,
    "Milestone": COOP.Milestone,
    "Ministry": COOP.Ministry,
    "MissingField": COOP.MissingField,
    "MixedUnit": COOP.MixedUnit,
    "MixityConvention": COOP.MixityConvention,
    "NationalContactPoint": COOP.NationalContactPoint,
    "NearMiss": COOP.NearMiss,
    "Objective": COOP.Objective,
    "ObjectivesContract": COOP.ObjectivesContract,
    "Organisation": COOP.Organisation,
    "OrganisationPart": COOP.OrganisationPart,
    "Participation": COOP.Participation,
    "Partnership": COOP.Partnership,
    "Place": COOP.Place,
    "PlanItem": COOP.PlanItem,
    "Policy": COOP.Policy,
    "Programme": COOP.Programme,
    "Project": COOP.Project,
    "ProjectTeam": COOP.ProjectTeam,
    "PublicBody": COOP.PublicBody,
    "PublicInterestGroup": COOP.PublicInterestGroup,
    "Region": COOP.Region,
    "RegionalAuthority": COOP.RegionalAuthority,
    "RegionalDelegation": COOP.RegionalDelegation,
    "RegionalFrameworkConvention": COOP.RegionalFrameworkConvention,
    "RepresentationOffice": COOP.RepresentationOffice,
    "ResearchAlliance": COOP.ResearchAlliance,
    "ResearchFederation": COOP.ResearchFederation,
    "ResearchInfrastructure": COOP.ResearchInfrastructure,
    "ResearchNetwork": COOP.ResearchNetwork,
    "ResearchOrganisation": COOP.ResearchOrganisation,
    "ResearchStructure": COOP.ResearchStructure,
    "ResearchTeam": COOP.ResearchTeam,
    "ResearchUnit": COOP.ResearchUnit,
    "Resolution": COOP.Resolution,
    "ServiceUnit": COOP.ServiceUnit,
    "SingleValued": COOP.SingleValued,
    "SocialProtectionBody": COOP.SocialProtectionBody,
    "SourceDocument": COOP.SourceDocument,
    "StateRegionPlan": COOP.StateRegionPlan,
    "StrategicAction": COOP.StrategicAction,
    "StrategicPriority": COOP.StrategicPriority,
    "TeamScheme": COOP.TeamScheme,
    "ThematicInstitute": COOP.ThematicInstitute,
    "UnitTerm": COOP.UnitTerm,
    "University": COOP.University,
    "UniversityHospital": COOP.UniversityHospital,
    "WorldRegion": COOP.WorldRegion,
}

#: Local name to IRI of every property.
PROPERTIES: Final[dict[str, str]] = {
    "aboutYear": COOP.aboutYear,
    "acceptedValue": COOP.acceptedValue,
    "acronym": COOP.acronym,
    "actBy": COOP.actBy,
    "agreementCount": COOP.agreementCount,
    "amountMillionEuro": COOP.amountMillionEuro,
    "announcedCount": COOP.announcedCount,
    "appoints": COOP.appoints,
    "approximation": COOP.approximation,
    "awardedBy": COOP.awardedBy,
    "awardedTo": COOP.awardedTo,
    "call": COOP.call,
    "changePercent": COOP.changePercent,
    "claimStatus": COOP.claimStatus,
    "closedBy": COOP.closedBy,
    "collaboratesWith": COOP.collaboratesWith,
    "collaborationCount": COOP.collaborationCount,
    "completeness": COOP.completeness,
    "concerns": COOP.concerns,
    "confidence": COOP.confidence,
    "cordis": COOP.cordis,
    "count": COOP.count,
    "countedFrom": COOP.countedFrom,
    "countingMethod": COOP.countingMethod,
    "countryCount": COOP.countryCount,
    "coversClass": COOP.coversClass,
    "createdYear": COOP.createdYear,
    "curationNote": COOP.curationNote,
    "decidedBy": COOP.decidedBy,
    "decidedOn": COOP.decidedOn,
    "decision": COOP.decision,
    "declaredCompleteBy": COOP.declaredCompleteBy,
    "denominator": COOP.denominator,
    "describes": COOP.describes,
    "disagreementKind": COOP.disagreementKind,
    "disagreesAbout": COOP.disagreesAbout,
    "dismissedBecause": COOP.dismissedBecause,
    "dismissedOn": COOP.dismissedOn,
    "disputedBy": COOP.disputedBy,
    "draftedBy": COOP.draftedBy,
    "dueYear": COOP.dueYear,
    "durationYears": COOP.durationYears,
    "earliestEnd": COOP.earliestEnd,
    "eligibility": COOP.eligibility,
    "endBasis": COOP.endBasis,
    "endDate": COOP.endDate,
    "endYear": COOP.endYear,
    "enumeratedBy": COOP.enumeratedBy,
    "evaluationWave": COOP.evaluationWave,
    "eventKind": COOP.eventKind,
    "eventYear": COOP.eventYear,
    "expectedValue": COOP.expectedValue,
    "federationCount": COOP.federationCount,
    "fieldName": COOP.fieldName,
    "finding": COOP.finding,
    "finess": COOP.finess,
    "firstLine": COOP.firstLine,
    "focus": COOP.focus,
    "forYear": COOP.forYear,
    "formalisedBy": COOP.formalisedBy,
    "formerName": COOP.formerName,
    "fundedBy": COOP.fundedBy,
    "fundref": COOP.fundref,
    "gapAbout": COOP.gapAbout,
    "gapAmongFirstTen": COOP.gapAmongFirstTen,
    "gapCertainty": COOP.gapCertainty,
    "gapEndBasis": COOP.gapEndBasis,
    "gapEvidence": COOP.gapEvidence,
    "gapFor": COOP.gapFor,
    "gapOn": COOP.gapOn,
    "gapRankBand": COOP.gapRankBand,
    "gapRankHigh": COOP.gapRankHigh,
    "gapRankLow": COOP.gapRankLow,
    "gapRankMedian": COOP.gapRankMedian,
    "gapRankedAmong": COOP.gapRankedAmong,
    "gapRule": COOP.gapRule,
    "gapRuleVersion": COOP.gapRuleVersion,
    "gapScore": COOP.gapScore,
    "gapSearch": COOP.gapSearch,
    "gapSourcesNewest": COOP.gapSourcesNewest,
    "gapSourcesOldest": COOP.gapSourcesOldest,
    "gapStatus": COOP.gapStatus,
    "gapTier": COOP.gapTier,
    "gapType": COOP.gapType,
    "geonames": COOP.geonames,
    "governs": COOP.governs,
    "grid": COOP.grid,
    "guidingPrinciple": COOP.guidingPrinciple,
    "hal": COOP.hal,
    "hasLegalStatus": COOP.hasLegalStatus,
    "hasParty": COOP.hasParty,
    "idref": COOP.idref,
    "inCountry": COOP.inCountry,
    "inPlan": COOP.inPlan,
    "inRegion": COOP.inRegion,
    "inStrategy": COOP.inStrategy,
    "includesCountry": COOP.includesCountry,
    "instrumentType": COOP.instrumentType,
    "involves": COOP.involves,
    "isni": COOP.isni,
    "isoCode": COOP.isoCode,
    "label": COOP.label,
    "lastLine": COOP.lastLine,
    "laterName": COOP.laterName,
    "latestEnd": COOP.latestEnd,
    "ledBy": COOP.ledBy,
    "listForm": COOP.listForm,
    "listMember": COOP.listMember,
    "listScope": COOP.listScope,
    "listSubject": COOP.listSubject,
    "listedCount": COOP.listedCount,
    "locatedIn": COOP.locatedIn,
    "locator": COOP.locator,
    "lowerBound": COOP.lowerBound,
    "mainPlace": COOP.mainPlace,
    "matchCount": COOP.matchCount,
    "maxRenewals": COOP.maxRenewals,
    "maximumDurationDays": COOP.maximumDurationDays,
    "meantThing": COOP.meantThing,
    "memberCount": COOP.memberCount,
    "minimumDurationDays": COOP.minimumDurationDays,
    "missingField": COOP.missingField,
    "modality": COOP.modality,
    "moduleCount": COOP.moduleCount,
    "nearMiss": COOP.nearMiss,
    "nearMissReason": COOP.nearMissReason,
    "numerator": COOP.numerator,
    "numericValue": COOP.numericValue,
    "ofIndicator": COOP.ofIndicator,
    "onBehalfOf": COOP.onBehalfOf,
    "onProperty": COOP.onProperty,
    "openalex": COOP.openalex,
    "originOfMajority": COOP.originOfMajority,
    "originalAgreement": COOP.originalAgreement,
    "originalInstrument": COOP.originalInstrument,
    "partOfPopulation": COOP.partOfPopulation,
    "partOfProgramme": COOP.partOfProgramme,
    "participatesIn": COOP.participatesIn,
    "partnerCount": COOP.partnerCount,
    "partnershipKind": COOP.partnershipKind,
    "partyTo": COOP.partyTo,
    "period": COOP.period,
    "personCount": COOP.personCount,
    "pic": COOP.pic,
    "plannedRevisionEndYear": COOP.plannedRevisionEndYear,
    "plannedRevisionStartYear": COOP.plannedRevisionStartYear,
    "population": COOP.population,
    "projectCount": COOP.projectCount,
    "prospectivePartner": COOP.prospectivePartner,
    "publicationCount": COOP.publicationCount,
    "publishingBody": COOP.publishingBody,
    "rank": COOP.rank,
    "reachedYear": COOP.reachedYear,
    "reason": COOP.reason,
    "regionCount": COOP.regionCount,
    "registerName": COOP.registerName,
    "registerType": COOP.registerType,
    "registeredRelation": COOP.registeredRelation,
    "renewalCount": COOP.renewalCount,
    "requiresAssessment": COOP.requiresAssessment,
    "requiresCall": COOP.requiresCall,
    "resolvedBy": COOP.resolvedBy,
    "resultingAgreement": COOP.resultingAgreement,
    "resultingInstrument": COOP.resultingInstrument,
    "retrievedOn": COOP.retrievedOn,
    "rnsr": COOP.rnsr,
    "ror": COOP.ror,
    "scope": COOP.scope,
    "searchedCount": COOP.searchedCount,
    "section": COOP.section,
    "sha256": COOP.sha256,
    "share": COOP.share,
    "sharedStructures": COOP.sharedStructures,
    "signedOn": COOP.signedOn,
    "signedYear": COOP.signedYear,
    "sinceYear": COOP.sinceYear,
    "siren": COOP.siren,
    "siret": COOP.siret,
    "sourceKind": COOP.sourceKind,
    "stance": COOP.stance,
    "standardDurationYears": COOP.standardDurationYears,
    "startDate": COOP.startDate,
    "startYear": COOP.startYear,
    "statedBy": COOP.statedBy,
    "statedFactor": COOP.statedFactor,
    "statedText": COOP.statedText,
    "structureCount": COOP.structureCount,
    "supervisedBy": COOP.supervisedBy,
    "targetPlace": COOP.targetPlace,
    "teamCount": COOP.teamCount,
    "termOf": COOP.termOf,
    "theme": COOP.theme,
    "uai": COOP.uai,
    "undated": COOP.undated,
    "underScheme": COOP.underScheme,
    "unit": COOP.unit,
    "unitCode": COOP.unitCode,
    "unitCount": COOP.unitCount,
    "unitNumber": COOP.unitNumber,
    "upperBound": COOP.upperBound,
    "validFromYear": COOP.validFromYear,
    "validToYear": COOP.validToYear,
    "valueRole": COOP.valueRole,
    "vehicle": COOP.vehicle,
    "wave": COOP.wave,
    "wikidata": COOP.wikidata,
    "within": COOP.within,
}

#: Local name of a class to those of all its subclasses, itself included.
SUBCLASSES: Final[dict[str, frozenset[str]]] = {
    "Agreement": frozenset(
        {
            "Agreement",
            "Charter",
            "FoundingAgreement",
            "FrameworkAgreement",
            "IndustrialPartnership",
            "InternationalCooperationAgreement",
            "MixityConvention",
            "ObjectivesContract",
            "RegionalFrameworkConvention",
            "StateRegionPlan",
        }
    ),
    "Association": frozenset({"Association"}),
    "CancerCentre": frozenset({"CancerCentre"}),
    "Charter": frozenset({"Charter"}),
    "City": frozenset({"City"}),
    "Claim": frozenset({"Claim"}),
    "ClinicalInvestigationCentre": frozenset({"ClinicalInvestigationCentre"}),
    "CoPublication": frozenset({"CoPublication"}),
    "Cohort": frozenset({"Cohort"}),
    "Collaboration": frozenset(
        {
            "Cohort",
            "Collaboration",
            "HospitalUniversityDepartment",
            "HospitalUniversityFederation",
            "HospitalUniversityInstitute",
            "IntegratedCancerSite",
            "InternationalAssociatedLaboratory",
            "InternationalPlatform",
            "InternationalResearchGroup",
            "InternationalResearchProject",
            "JointLaboratory",
            "NationalContactPoint",
            "Project",
            "ProjectTeam",
            "ResearchAlliance",
            "ResearchInfrastructure",
            "ResearchNetwork",
        }
    ),
    "Company": frozenset({"Company"}),
    "CompetitivenessCluster": frozenset({"CompetitivenessCluster"}),
    "Cotutelle": frozenset({"Cotutelle"}),
    "Country": frozenset({"Country"}),
    "Department": frozenset({"Department"}),
    "Disagreement": frozenset({"Disagreement"}),
    "Foundation": frozenset({"Foundation"}),
    "FoundingAgreement": frozenset({"FoundingAgreement"}),
    "FrameworkAgreement": frozenset({"FrameworkAgreement"}),
    "FundingAgency": frozenset({"FundingAgency"}),
    "FundingProgramme": frozenset({"FundingProgramme"}),
    "Gap": frozenset({"Gap"}),
    "GapEvidence": frozenset({"GapEvidence"}),
    "GapSearch": frozenset({"GapSearch"}),
    "GrandeEcole": frozenset({"GrandeEcole"}),
    "HealthAgency": frozenset({"HealthAgency"}),
    "HealthcareOperator": frozenset(
        {
            "CancerCentre",
            "HealthcareOperator",
            "UniversityHospital",
        }
    ),
    "HigherEducationInstitution": frozenset(
        {
            "GrandeEcole",
            "HigherEducationInstitution",
            "University",
        }
    ),
    "HospitalUniversityDepartment": frozenset({"HospitalUniversityDepartment"}),
    "HospitalUniversityFederation": frozenset({"HospitalUniversityFederation"}),
    "HospitalUniversityInstitute": frozenset({"HospitalUniversityInstitute"}),
    "HostingScheme": frozenset({"HostingScheme"}),
    "Indicator": frozenset({"Indicator"}),
    "IndicatorComponent": frozenset({"IndicatorComponent"}),
    "IndicatorValue": frozenset({"IndicatorValue"}),
    "IndustrialPartnership": frozenset({"IndustrialPartnership"}),
    "Initiative": frozenset({"Initiative"}),
    "InstrumentType": frozenset({"InstrumentType"}),
    "IntegratedCancerSite": frozenset({"IntegratedCancerSite"}),
    "InternationalAssociatedLaboratory": frozenset({"InternationalAssociatedLaboratory"}),
    "InternationalCooperationAgreement": frozenset({"InternationalCooperationAgreement"}),
    "InternationalJointUnit": frozenset({"InternationalJointUnit"}),
    "InternationalPlatform": frozenset({"InternationalPlatform"}),
    "InternationalResearchGroup": frozenset({"InternationalResearchGroup"}),
    "InternationalResearchProject": frozenset({"InternationalResearchProject"}),
    "JointLaboratory": frozenset({"JointLaboratory"}),
    "LabelAward": frozenset({"LabelAward"}),
    "Landscape": frozenset({"Landscape"}),
    "ListStatement": frozenset({"ListStatement"}),
    "LocalAuthority": frozenset({"LocalAuthority"}),
    "Milestone": frozenset({"Milestone"}),
    "Ministry": frozenset({"Ministry"}),
    "MissingField": frozenset({"MissingField"}),
    "MixedUnit": frozenset({"InternationalJointUnit", "MixedUnit"}),
    "MixityConvention": frozenset({"MixityConvention"}),
    "NationalContactPoint": frozenset({"NationalContactPoint"}),
    "NearMiss": frozenset({"NearMiss"}),
    "Objective": frozenset({"Objective"}),
    "ObjectivesContract": frozenset({"ObjectivesContract"}),
    "Organisation": frozenset(
        {
            "Association",
            "CancerCentre",
            "Company",
            "CompetitivenessCluster",
            "Foundation",
            "FundingAgency",
            "GrandeEcole",
            "HealthAgency",
            "HealthcareOperator",
            "HigherEducationInstitution",
            "LocalAuthority",
            "Ministry",
            "Organisation",
            "PublicBody",
            "PublicInterestGroup",
            "RegionalAuthority",
            "ResearchOrganisation",
            "SocialProtectionBody",
            "University",
            "UniversityHospital",
        }
    ),
    "OrganisationPart": frozenset(
        {
            "Department",
            "OrganisationPart",
            "RegionalDelegation",
            "RepresentationOffice",
            "ThematicInstitute",
        }
    ),
    "Participation": frozenset({"Participation"}),
    "Partnership": frozenset({"Partnership"}),
    "Place": frozenset(
        {
            "City",
            "Country",
            "Place",
            "Region",
            "WorldRegion",
        }
    ),
    "PlanItem": frozenset(
        {
            "Indicator",
            "IndicatorComponent",
            "Milestone",
            "Objective",
            "PlanItem",
            "StrategicAction",
        }
    ),
    "Policy": frozenset({"Policy"}),
    "Programme": frozenset(
        {
            "FundingProgramme",
            "HostingScheme",
            "Initiative",
            "Policy",
            "Programme",
            "TeamScheme",
        }
    ),
    "Project": frozenset({"Project"}),
    "ProjectTeam": frozenset({"ProjectTeam"}),
    "PublicBody": frozenset({"PublicBody"}),
    "PublicInterestGroup": frozenset({"PublicInterestGroup"}),
    "Region": frozenset({"Region"}),
    "RegionalAuthority": frozenset({"RegionalAuthority"}),
    "RegionalDelegation": frozenset({"RegionalDelegation"}),
    "RegionalFrameworkConvention": frozenset({"RegionalFrameworkConvention"}),
    "RepresentationOffice": frozenset({"RepresentationOffice"}),
    "ResearchAlliance": frozenset({"ResearchAlliance"}),
    "ResearchFederation": frozenset({"ResearchFederation"}),
    "ResearchInfrastructure": frozenset({"Cohort", "ResearchInfrastructure"}),
    "ResearchNetwork": frozenset({"ResearchNetwork"}),
    "ResearchOrganisation": frozenset({"ResearchOrganisation"}),
    "ResearchStructure": frozenset(
        {
            "ClinicalInvestigationCentre",
            "InternationalJointUnit",
            "MixedUnit",
            "ResearchFederation",
            "ResearchStructure",
            "ResearchTeam",
            "ResearchUnit",
            "ServiceUnit",
        }
    ),
    "ResearchTeam": frozenset({"ResearchTeam"}),
    "ResearchUnit": frozenset({"InternationalJointUnit", "ResearchUnit"}),
    "Resolution": frozenset({"Resolution"}),
    "ServiceUnit": frozenset({"ServiceUnit"}),
    "SingleValued": frozenset({"SingleValued"}),
    "SocialProtectionBody": frozenset({"SocialProtectionBody"}),
    "SourceDocument": frozenset({"SourceDocument"}),
    "StateRegionPlan": frozenset({"StateRegionPlan"}),
    "StrategicAction": frozenset({"StrategicAction"}),
    "StrategicPriority": frozenset({"StrategicPriority"}),
    "TeamScheme": frozenset({"TeamScheme"}),
    "ThematicInstitute": frozenset({"ThematicInstitute"}),
    "UnitTerm": frozenset({"UnitTerm"}),
    "University": frozenset({"University"}),
    "UniversityHospital": frozenset({"UniversityHospital"}),
    "WorldRegion": frozenset({"WorldRegion"}),
}

#: Name of a concept scheme to the names of its concepts.
SCHEMES: Final[dict[str, frozenset[str]]] = {
    "approximation": frozenset(
        {
            "about",
            "at-least",
            "at-most",
            "between",
            "exact",
            "less-than",
            "maintained",
            "more-than",
        }
    ),
    "claim-status": frozenset({"accepted", "disputed", "superseded"}),
    "completeness": frozenset({"complete", "incomplete", "unknown"}),
    "confidence": frozenset({"high", "low", "medium"}),
    "counting-method": frozenset({"fractional", "full"}),
    "decision": frozenset({"explained", "left-open", "settled"}),
    "disagreement-kind": frozenset(
        {
            "announced-listed",
            "kinds",
            "lists",
            "parts-whole",
            "printed-share",
            "stated-factor",
            "target-below-pace",
            "target-not-beyond",
            "values",
        }
    ),
    "end-basis": frozenset({"assumed", "computed", "open", "stated"}),
    "event-kind": frozenset(
        {
            "merger",
            "reform",
            "rename",
            "split",
            "succession",
        }
    ),
    "gap-status": frozenset(
        {
            "candidate",
            "confirmed",
            "covered",
            "exempt",
            "lapsed",
            "undecidable",
        }
    ),
    "gap-tier": frozenset({"a", "b", "c", "d"}),
    "instrument": frozenset(
        {
            "associated-laboratory",
            "atip-avenir",
            "cic",
            "cooperation-agreement",
            "cper",
            "dhu",
            "fhu",
            "framework-agreement",
            "gdre",
            "gdri",
            "hosting-position",
            "hosting-scheme",
            "ihu",
            "industrial-agreement",
            "institute-without-walls",
            "interface-contract",
            "international-chair",
            "international-instrument",
            "irp",
            "joint-declaration-of-intent",
            "joint-lab",
            "joint-unit-abroad",
            "junior-professor-chair",
            "kip",
            "lea",
            "lia",
            "memorandum-of-understanding",
            "mixed-unit",
            "mixity-convention",
            "national-instrument",
            "new-model-agreement",
            "objectives-contract",
            "pct",
            "platform-agreement",
            "prisme",
            "project-team",
            "regional-framework-convention",
            "research-federation",
            "research-group",
            "research-network",
            "siric",
            "tremplin",
            "ume",
            "umi",
        }
    ),
    "label": frozenset(
        {
            "carnot",
            "dhu",
            "fhu",
            "idex",
            "ihu",
            "ihu-emerging",
            "ihu-promising",
            "isite",
            "siric",
        }
    ),
    "legal-form": frozenset(
        {
            "aai",
            "association",
            "company",
            "epa",
            "epic",
            "epscp",
            "epst",
            "espic",
            "foreign-body",
            "foundation",
            "gcs",
            "gip",
            "gis",
            "international-organisation",
            "ministry",
            "private-body",
            "public-body",
            "public-hospital",
            "scientific-cooperation-foundation",
            "social-security-body",
            "territorial-authority",
        }
    ),
    "list-form": frozenset({"absent", "examples", "printed"}),
    "modality": frozenset(
        {
            "co-funding",
            "exploratory-visit",
            "joint-call",
            "joint-research-project",
            "postdoc-exchange",
            "short-stay",
            "staff-hosting",
            "student-exchange",
            "thematic-seminar",
        }
    ),
    "partnership-kind": frozenset(
        {
            "board-seat",
            "data-sharing",
            "evaluation",
            "foundation-support",
            "hospital",
            "institutional",
            "international-structuring",
            "joint-programme",
            "joint-supervision",
            "regional",
            "researcher-mobility",
            "site-policy",
            "social-protection",
            "structuring-industrial",
            "subsidiary",
            "technology-transfer",
        }
    ),
    "period": frozenset(
        {
            "month",
            "plan",
            "three-year-mean",
            "two-years",
            "year",
        }
    ),
    "population": frozenset(
        {
            "accessible-cohorts",
            "accessible-patients",
            "all-structures",
            "associated-laboratories",
            "atip-avenir-teams",
            "biomedical-publications",
            "biomedical-publications-in-country",
            "chu",
            "chu-with-crmbsp",
            "cic",
            "cic-modules",
            "cic-multi-theme-modules",
            "cic-thematic-networks",
            "clcc",
            "collaboration-countries",
            "competitiveness-clusters",
            "cooperation-agreements",
            "coordinated-infrastructures",
            "cotutelle-establishments",
            "cper-projects",
            "cper-regions",
            "declared-collaborations",
            "demonstrators",
            "dhu",
            "dhu-and-fhu",
            "dhu-ile-de-france",
            "equipex",
            "erc-grants",
            "european-projects",
            "external-income",
            "fhu",
            "fhu-g4",
            "fhu-hugo",
            "fhu-ile-de-france",
            "foreign-students",
            "foundations",
            "fp7-collaborative-projects",
            "fp7-coordinated-projects",
            "fp7-erc-projects-hosted",
            "fp7-erc-projects-managed",
            "fp7-imi-projects",
            "fp7-marie-curie-individual-fellowships",
            "fp7-marie-curie-projects",
            "fp7-projects",
            "grandes-ecoles",
            "h2020-projects",
            "health-agencies",
            "health-data-hub-members",
            "hospital-university-staff",
            "idex-universities",
            "ihu",
            "ihu-promising",
            "industrial-income-per-year",
            "industrial-trials-in-cic",
            "international-publications",
            "invention-disclosures",
            "irp-applications",
            "irp-laureates",
            "irt",
            "isite-universities",
            "itmo",
            "joint-units-abroad",
            "labex",
            "mixed-units",
            "mixity-conventions",
            "national-contact-points",
            "national-infrastructures",
            "new-cic-projects-per-year",
            "new-model-agreements",
            "partner-companies",
            "patent-families",
            "patient-associations",
            "phuc",
            "pia-cohorts",
            "project-teams",
            "project-teams-cnrs",
            "project-teams-inrae",
            "project-teams-inria",
            "projects-transferred-to-industry",
            "public-health-publications",
            "public-health-publications-in-country",
            "public-private-clinical-projects",
            "public-research-effort",
            "publications",
            "publications-in-country",
            "publications-led",
            "ranking-all-institutions-by-publications",
            "ranking-biomedical-institutions-by-publications",
            "ranking-countries-by-citations",
            "ranking-countries-by-publications",
            "ranking-countries-in-public-health",
            "ranking-erc-life-sciences",
            "ranking-european-biomedical-operators",
            "ranking-european-patent-filers-in-health",
            "ranking-fp7-health-projects",
            "ranking-global-innovators",
            "ranking-global-innovators-specialised",
            "regional-conventions",
            "regional-delegations",
            "research-contracts",
            "research-groups",
            "satt",
            "service-units",
            "siric",
            "staff-on-external-income",
            "start-ups",
            "strategic-innovation-domains",
            "structures-led-by-hospital-university-staff",
            "support-costs",
            "support-staff",
            "thematic-institutes",
            "top-1-percent-molecular-biology-in-country",
            "top-1-percent-publications-in-country",
            "top-10-percent-clinical-research-in-country",
            "tremplin-applications",
            "tremplin-laureates",
            "trials-funded-by-industry",
            "trials-with-industry",
            "units-only",
            "units-with-cnrs",
            "units-with-research-body",
            "units-with-simplified-management",
            "units-with-university",
            "universities",
        }
    ),
    "role": frozenset(
        {
            "applicant",
            "associated-partner",
            "associated-team",
            "autonomous-agency",
            "beneficiary",
            "board-member",
            "co-lead",
            "competence-centre",
            "coordinator",
            "evaluator",
            "foreign-partner",
            "founder",
            "funder",
            "governing-partner",
            "host",
            "initiator",
            "lead",
            "manager",
            "member",
            "organiser",
            "participant",
            "partner",
            "permanent-member",
            "reference-scientist",
            "registered-parent",
            "registered-part",
            "representative",
            "shareholder",
            "single-agent",
            "sponsor",
            "supervising-body",
            "supporter",
            "third-party",
        }
    ),
    "scope": frozenset(
        {
            "european",
            "international",
            "national",
            "regional",
            "site",
        }
    ),
    "source-kind": frozenset(
        {
            "document",
            "hypothesis",
            "page",
            "register",
            "standard",
        }
    ),
    "stance": frozenset(
        {
            "consolidate",
            "incentive",
            "increase",
            "maintain",
            "strengthen",
            "structure",
        }
    ),
    "theme": frozenset(
        {
            "addiction",
            "ageing",
            "alzheimer-disease",
            "antimicrobial-resistance",
            "artificial-intelligence",
            "autoimmune-diseases",
            "bioethics",
            "bioinformatics",
            "biomarkers",
            "cancer",
            "cancers-of-women",
            "cardiometabolism",
            "cardiovascular-diseases",
            "cell-biology",
            "cell-therapy",
            "child-health",
            "chronic-diseases",
            "chronic-infections",
            "chronic-metabolic-diseases",
            "clinical-research",
            "critical-care",
            "data-science",
            "dental-diseases",
            "dermatology",
            "developmental-diseases",
            "diabetes",
            "digestive-diseases",
            "digital-health",
            "disability",
            "drug-discovery",
            "emerging-infectious-diseases",
            "endocrinology",
            "environmental-health",
            "epidemiology",
            "epigenetics",
            "exposome",
            "gene-therapy",
            "genetic-diseases",
            "genetics",
            "global-health",
            "haematology",
            "health-data",
            "health-services",
            "health-surveillance",
            "health-technologies",
            "hearing",
            "heart-failure",
            "heart-rhythm",
            "hepatology",
            "hiv-and-hepatitis",
            "immunology",
            "infectious-diseases",
            "inflammatory-bowel-diseases",
            "inflammatory-diseases",
            "leukaemia",
            "life-sciences-and-health",
            "lymphoma",
            "medical-imaging",
            "mental-health",
            "metabolic-diseases",
            "microbiota",
            "model-organisms",
            "molecular-and-structural-biology",
            "musculoskeletal-diseases",
            "nash",
            "nephrology",
            "neurodegenerative-diseases",
            "neurodevelopmental-disorders",
            "neuroengineering",
            "neuroimaging",
            "neuromuscular-diseases",
            "neuroscience",
            "neurovascular-diseases",
            "nutrition",
            "obesity",
            "organoids",
            "pain",
            "personalised-medicine",
            "pregnancy",
            "prosthetic-joint-infections",
            "public-health",
            "radiotherapy",
            "rare-diseases",
            "regenerative-medicine",
            "reproduction",
            "respiratory-diseases",
            "respiratory-infections",
            "sensory-disorders",
            "sepsis",
            "social-sciences-of-health",
            "stem-cells",
            "surgery",
            "systems-biology",
            "transplantation",
            "ultrasound",
            "vaccinology",
            "viral-diseases",
            "vision",
            "womens-health",
        }
    ),
    "unit": frozenset(
        {
            "count",
            "day",
            "million-euro",
            "month",
            "percent",
            "rank",
            "world-norm",
            "year",
        }
    ),
    "value-role": frozenset({"actual", "reference", "target"}),
    "wave": frozenset({"a", "b", "c", "d", "e"}),
}

#: Pairs of local names of classes that exclude each other, each pair in order.
DISJOINT: Final[frozenset[tuple[str, str]]] = frozenset(
    {
        ("Agreement", "Claim"),
        ("Agreement", "Place"),
        ("Agreement", "SourceDocument"),
        ("Claim", "Place"),
        ("Claim", "SourceDocument"),
        ("Company", "Foundation"),
        ("Place", "SourceDocument"),
    }
)

#: Properties with at most one value for one subject, year and population.
SINGLE_VALUED: Final[frozenset[str]] = frozenset(
    {
        COOP.agreementCount,
        COOP.amountMillionEuro,
        COOP.changePercent,
        COOP.collaborationCount,
        COOP.count,
        COOP.countryCount,
        COOP.createdYear,
        COOP.durationYears,
        COOP.endDate,
        COOP.endYear,
        COOP.federationCount,
        COOP.hasLegalStatus,
        COOP.maxRenewals,
        COOP.maximumDurationDays,
        COOP.memberCount,
        COOP.minimumDurationDays,
        COOP.moduleCount,
        COOP.originOfMajority,
        COOP.partnerCount,
        COOP.personCount,
        COOP.projectCount,
        COOP.rank,
        COOP.reachedYear,
        COOP.regionCount,
        COOP.renewalCount,
        COOP.requiresAssessment,
        COOP.requiresCall,
        COOP.share,
        COOP.signedOn,
        COOP.signedYear,
        COOP.standardDurationYears,
        COOP.startDate,
        COOP.startYear,
        COOP.structureCount,
        COOP.teamCount,
        COOP.unitCount,
        COOP.validFromYear,
        COOP.validToYear,
    }
)
