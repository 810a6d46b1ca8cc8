// The questions of the views in SPARQL, over the same graph, for whoever would rather ask there.

const PREFIXES = `PREFIX ic: <https://w3id.org/claimgraph/ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX prov: <http://www.w3.org/ns/prov#>
`;

export function claimsOfIncident(incident: string): string {
  return `${PREFIXES}
# Who says what of the incident, in which words
SELECT ?holder ?polarity ?certainty ?subject ?predicate ?object ?quote ?article WHERE {
  ?article schema:about <${incident}> .
  ?claim ic:article ?article ; ic:holder ?holder ; ic:polarity ?polarity ; ic:certainty ?certainty ;
    ic:proposition ?proposition ; ic:evidence/oa:exact ?quote .
  ?proposition rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
}
ORDER BY ?predicate ?object`;
}

export function comparisonsOfIncident(incident: string): string {
  return `${PREFIXES}
# How claims on the incident stand to each other, and why
SELECT DISTINCT ?comparison ?relation ?why ?left ?right WHERE {
  ?article schema:about <${incident}> .
  ?one ic:article ?article .
  ?comparison ic:left|ic:right ?one ; ic:relation ?relation ; rdfs:comment ?why ; ic:left ?left ; ic:right ?right .
}`;
}

export function claimsOfArticle(article: string): string {
  return `${PREFIXES}
# What was read from the article, in the order of its text
SELECT ?start ?end ?quote ?holder ?polarity ?certainty ?subject ?predicate ?object WHERE {
  ?claim ic:article <${article}> ; ic:holder ?holder ; ic:polarity ?polarity ; ic:certainty ?certainty ;
    ic:proposition ?proposition ; ic:evidence ?evidence .
  ?evidence oa:exact ?quote ; oa:start ?start ; oa:end ?end .
  ?proposition rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
}
ORDER BY ?start`;
}

export function claimsOnEntity(entity: string): string {
  return `${PREFIXES}
# What is claimed of it and by whom, and what it claims itself
SELECT DISTINCT ?holder ?polarity ?certainty ?subject ?predicate ?object ?quote WHERE {
  { ?claim ic:proposition/(rdf:subject|rdf:object) <${entity}> } UNION { ?claim ic:holder <${entity}> }
  ?proposition rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  ?claim ic:proposition ?proposition ; ic:holder ?holder ; ic:polarity ?polarity ; ic:certainty ?certainty ;
    ic:evidence/oa:exact ?quote .
}`;
}

export function everythingOn(thing: string): string {
  return `${PREFIXES}
# All that the graph holds on it
SELECT ?property ?value WHERE { <${thing}> ?property ?value }`;
}

export function incidents(): string {
  return `${PREFIXES}
# Incidents, with how many articles report on them
SELECT ?incident ?label (COUNT(DISTINCT ?article) AS ?articles) WHERE {
  ?article schema:about ?incident .
  ?incident rdfs:label ?label .
}
GROUP BY ?incident ?label
ORDER BY DESC(?articles)`;
}
