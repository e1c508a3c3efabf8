"""Words of organisations' names in several languages and in short, each to one common form.

"Universidad", "Univ." and "University" are one word here, so that a translated or abbreviated name
is found by its words. Forms are keys, never shown.
"""

from __future__ import annotations

from typing import Final

__all__ = ["COMMON", "SMALL", "SPELLINGS", "common_form"]

_FORMS: Final = {
    "university": "univ universite universites universidad universidade universita universitat "
    "universitaet universiteit universitet universitetet universitas universities univerzita "
    "univerzity univerzitet univerza uniwersytet universitatea universitas univerzitetu yliopisto "
    "egyetem universitesi sveuciliste ulikool universitates universitaria universitario universitari "
    "universitaire universitaires universitarios universitarias unversity univeristy universty uni "
    "universitaets universitats universiti",
    "hospital": "hopital hopitaux hospitals hospitais ospedale ospedali ospedaliera ospedaliero "
    "ospedaliere krankenhaus krankenhauser hosp hospitalier hospitaliers hospitaliere hospitalieres "
    "hospitalario hospitalar sykehus sjukhus sjukhuset sygehus sairaala ziekenhuis szpital nemocnice "
    "nemocnica bolnica hastanesi hastane spital spitalul infirmary",
    "institute": "inst institut institutes institutet instituto institutos istituto istituti "
    "instytut instituut institutt ustav institutul enstitusu intitute instutute institution",
    "department": "dept dep departamento departement departments dipartimento abteilung depto "
    "dipart departament departman katedra",
    "center": "centre centers centres centro centros zentrum centrum ctr cent cntr keskus merkezi "
    "kozpont centar centra",
    "national": "natl nacional nationale nationales nationaux nazionale nazionali nationaal nationellt "
    "narodowy narodni naz nacionales nationala",
    "research": "recherche recherches investigacion investigaciones investigacoes ricerca ricerche "
    "forschung forschungs pesquisa pesquisas onderzoek forskning recerca res researches cercetare "
    "arastirma vyzkum investigacions",
    "science": "sciences sci ciencias ciencia scienze scienza wissenschaften wissenschaft scientific "
    "scientifique scientifiques cientifica cientificas cientificos cientifico nauk stiinte ved "
    "sciences scientifica scs",
    "technology": "tech technol technological technologies technical technische technischen technik "
    "technique techniques technisch tecnologia tecnologias tecnologica tecnologico tecnologiche "
    "tecnica tecnico technologie technologique technologiques technicka technickych teknoloji teknik "
    "teknologi teknologiska technologii tehnologie",
    "medical": "medicine med medic medicina medecine medizin medizinische medizinischen medizinischer "
    "medica medicas medico medicos medicale medicaux medicales medyczny medyczna medycyny "
    "tip medisch medische meditsinskii medicinski medicin",
    "academy": "acad academie academia accademia akademie akademia akademija academies akademi",
    "school": "sch ecole ecoles escuela escola scuola schule skola szkola hochschule hogeschool "
    "hogskola hogskolen superieure superieur escuelas",
    "faculty": "fac facultad faculdade facolta faculte fakultat fakultaet fakultet faculteit fakulta "
    "fakultesi facultes",
    "laboratory": "lab labs laboratoire laboratoires laboratorio laboratori laboratories laboratorium "
    "labo",
    "college": "coll colleges colegio collegio kolegium",
    "foundation": "found fondation fundacion fundacao fondazione stiftung fundacja stichting fdn",
    "engineering": "engn eng ingenierie ingenieria engenharia ingegneria ingenieurs engineers "
    "ingenieur",
    "polytechnic": "politecnico politecnica politecnic polytechnique politechnika polytechnical "
    "politehnica polytechnics",
    "agriculture": "agr agric agricultural agricultura agricole agronomique agronomica agricola "
    "agronomy agraria agrarian agri",
    "health": "sante salud saude salute gesundheit zdrowia hlth",
    "clinic": "clinica clinico clinique klinik klinika clinics kliniken clinical klinische cliniques "
    "klinikum",
    "ministry": "minist ministere ministerio ministero ministerium",
    "international": "intl int internacional internationale internazionale",
    "state": "estadual estatal statale panstwowy gosudarstvennyi",
    "federal": "federale",
    "royal": "royale real koninklijk koninklijke kongelige",
    "saint": "st ste sainte sankt sint san santa santo",
    "company": "co cie compagnie compania",
    "corporation": "corp",
    "association": "assoc associazione asociacion associacao",
    "society": "soc societe sociedad sociedade societa gesellschaft",
    "council": "conseil consejo consiglio conselho",
    "agency": "agence agencia agenzia",
    "government": "govt",
    "biology": "biol biologie biologia biological biologique biologica",
    "chemistry": "chem chimie chemistry quimica chimica chemie chemical",
    "physics": "phys physique fisica physik physical",
    "veterinary": "vet veterinaire veterinaria veterinario",
    "cancer": "cancerologie krebs cancro",
    "cardiology": "cardiol cardiologie cardiologia",
    "environment": "environ environnement environmental ambiente",
    "energy": "energie energia",
    "system": "systems systemes sistemas",
    "study": "studies etudes estudios",
    "social": "sociales social sozial",
    "public": "publique publica pubblica",
    "applied": "appl applied appliquee appliquees aplicada",
    "education": "educ educacion educacao",
    "regional": "regionale regionaux reg",
    "central": "centrale",
    "general": "gen generale",
    "northern": "nord",
    "southern": "sud",
}
#: Towns that languages call differently; a register has some of their names only.
_TOWNS: Final = (
    "turin torino,milan milano mailand,rome roma rom,florence firenze,naples napoli,venice venezia,"
    "genoa genova,padua padova padoue,bologna bologne,munich munchen muenchen monaco,cologne koln "
    "koeln,vienna wien vienne,prague praha prag,warsaw warszawa varsovie,copenhagen kobenhavn "
    "kobenhavns copenhague,lisbon lisboa lisbonne,seville sevilla,brussels bruxelles brussel,antwerp "
    "antwerpen anvers,ghent gent gand,leuven louvain,liege luik,geneva geneve genf ginevra,zurich "
    "zuerich,basel bale basle,bern berne,moscow moskva moskovskii moscou,gothenburg goteborg,krakow "
    "cracow krakau cracovie,wroclaw breslau,hanover hannover,nuremberg nurnberg nuernberg,brunswick "
    "braunschweig,mayence mainz,frankfurt francfort,dusseldorf duesseldorf,strasbourg strassburg,"
    "lyon lyons,marseille marseilles,saragossa zaragoza,londres london,edinburgh "
    "edimbourg,bucharest bucuresti bucarest,belgrade beograd,athens athenes,kiev kyiv,petersburg "
    "petersbourg,peking beijing pekin,canton guangzhou,bombay mumbai,calcutta kolkata,"
    "madras chennai,bangalore bengaluru,bhubaneshwar bhubaneswar,iasi jassy,timisoara temesvar,"
    "ljubljana laibach,thessaloniki salonica salonika,heidelberg heidelberga,wurzburg wuerzburg,"
    "tubingen tuebingen,gottingen goettingen,lubeck luebeck,munster muenster,saarland saarlandes "
    "saarlands,bavaria bayern,saxony sachsen,tuscany toscana,sicily sicilia,catalonia catalunya "
    "cataluna,andalusia andalucia,castile castilla,brittany bretagne,burgundy bourgogne,normandy "
    "normandie,corsica corse"
)
#: Words that a name may have or lack.
SMALL: Final = frozenset(
    "a an and at au aux by d da das de del dei degli dell della delle der des di die do dos du e ed "
    "el en et for fur fuer i in l la las le les lo los mit o of on per pour s sur the to und van von "
    "y zu zum zur al af og och i w v w of's het voor de' inc ltd limited "
    "gmbh llc plc".split()
)
_COMMON: Final = {word: form for form, words in _FORMS.items() for word in words.split()} | {
    other: names.split()[0] for names in _TOWNS.split(",") for other in names.split()[1:]
}
#: Words that have a common form: as they are written in one language or another.
SPELLINGS: Final = frozenset(_COMMON)
#: Forms that say what kind of body it is, and not which.
COMMON: Final = frozenset(_FORMS)


def common_form(word: str) -> str:
    """Return the common form of a folded word.

    Examples
    --------
    >>> common_form("universidad"), common_form("cochin")
    ('university', 'cochin')
    """
    return _COMMON.get(word, word)
