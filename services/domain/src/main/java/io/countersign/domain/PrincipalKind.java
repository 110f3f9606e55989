package io.countersign.domain;

/** Only a person may decide; services and agents may report and propose (invariant 9). */
public enum PrincipalKind {
  PERSON,
  SERVICE,
  AGENT
}
