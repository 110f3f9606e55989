package io.countersign.connectors.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.intake.ParsedBody;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.domain.intake.SourceReading.NamedBy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalBodiesTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:20:00Z");
  private static final IntegrationSettings SETTINGS =
      IntegrationSettings.plain(new CanonicalDelivery(), "deploys", "unknown");

  @Test
  void alertsInTheCanonicalForm() {
    var batch =
        accepted(
            CanonicalAlerts.parse(
                bytes(
                    """
                    {"alerts": [
                      {"name": "DiskFull", "severity": "warning", "status": "firing",
                       "startsAt": "2026-11-22T10:00:00+01:00", "summary": "99%", "signal": "saturation",
                       "attributes": {"service.name": "db", "deployment.environment.name": "prod"}},
                      {"name": "DiskFull", "status": "resolved", "startsAt": "2026-11-22T10:00:00Z",
                       "attributes": {"service.name": "db"}},
                      {"name": "Watchdog", "severity": "none", "status": "firing",
                       "startsAt": "2026-11-22T10:00:00Z", "attributes": {}}]}
                    """),
                SETTINGS,
                AT));
    var seen = batch.observations().getFirst().observation();
    assertThat(seen.entity()).isEqualTo(EntityId.service("prod", "db"));
    assertThat(seen.startsAt()).isEqualTo("2026-11-22T09:00:00Z");
    assertThat(seen.signal()).isEqualTo("saturation");
    assertThat(seen.fingerprint()).matches("[0-9a-f]{16}");
    assertThat(batch.heartbeats()).hasSize(1);
    assertThat(batch.refused()).isEmpty();
    assertThat(batch.observations().getLast().observation().endsAt()).isEqualTo(AT);
    assertThat(batch.adjusted())
        .extracting(InputProblem::toString)
        .containsExactly("/alerts/1: kept: end-unknown");
  }

  @Test
  void aSignalIsBoundedWhereverItIsNamed() {
    var batch =
        accepted(
            CanonicalAlerts.parse(
                bytes(
                    """
                    {"alerts": [{"name": "DiskFull", "status": "firing",
                      "startsAt": "2026-11-22T10:00:00Z",
                      "attributes": {"service.name": "db", "signal": "LONG"}}]}
                    """
                        .replace("LONG", "\u6f22".repeat(900))),
                SETTINGS,
                AT));
    assertThat(batch.observations().getFirst().observation().signal()).hasSizeLessThanOrEqualTo(64);
  }

  @Test
  void anUnknownMemberIsPassedOverUnlessNothingElseIsSaid() {
    var batch =
        accepted(
            CanonicalAlerts.parse(
                bytes(
                    "{\"alerts\": [{\"name\": \"x\", \"nmae\": 1}, {\"nmae\": \"x\"}], \"extra\":"
                        + " 1}"),
                SETTINGS,
                AT));
    assertThat(batch.refused()).extracting(InputProblem::at).containsExactly("/alerts/1");
    assertThat(batch.adjusted())
        .extracting(InputProblem::toString)
        .containsExactly(
            "/alerts/0: kept: named by its alert name as alert/unknown/x; member-unknown;"
                + " start-unknown; status-unknown");
  }

  @Test
  void changesInTheCanonicalForm() {
    var answer =
        accepted(
            CanonicalChanges.parse(
                bytes(
                    """
                    {"changes": [
                      {"entity": "service/rig/a", "action": "deploy", "at": "2026-11-22T10:00:00Z",
                       "toVersion": "2", "actor": "sam", "reason": "rem_0123456789abcdef x"},
                      {"entity": "a", "action": "stop", "at": "2026-11-22T10:00:00Z"},
                      {"attributes": {"service.name": "b", "deployment.environment.name": "rig"},
                       "action": "stop", "at": "2026-11-22T10:00:00Z"},
                      {"entity": "a", "attributes": {}, "action": "", "at": "yesterday"}]}
                    """),
                SETTINGS,
                AT));
    assertThat(answer.changes())
        .extracting(change -> change.change().entity().toString())
        .containsExactly("service/rig/a", "service/unknown/a", "service/rig/b");
    var first = answer.changes().getFirst();
    assertThat(first.actor()).isEqualTo("sam");
    assertThat(first.change().remediation()).isEqualTo("rem_0123456789abcdef");
    assertThat(first.change().feed()).isEqualTo("deploys");
    assertThat(answer.problems()).extracting(InputProblem::at).containsExactly("/changes/3/at");
    assertThat(answer.adjusted()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Order Service (EU)    | service/unknown/Order-Service-EU      | MAPPED",
        "service/prod/a b      | service/prod/a-b                      | MAPPED",
        "service/Süd/a/b       | service/Sud/a-b                       | MAPPED",
        "team/orders           | service/unknown/team-orders           | MAPPED",
        "/prod/orders          | service/unknown/prod-orders           | MAPPED",
        "Bestellübersicht      | service/unknown/Bestellubersicht      | MAPPED",
        "<no value>            | change/unknown/deploy                 | ACTION",
        "' '                   | change/unknown/deploy                 | ACTION",
        "password=hunter2hunter | change/unknown/deploy                | ACTION",
      })
  void aChangeOfAnOddNameIsKeptAndMarked(String name, String entity, NamedBy by) {
    var answer =
        accepted(
            CanonicalChanges.parse(
                bytes(
                    """
                    {"changes": [{"entity": "%s", "action": "deploy", "at": "2026-11-22T10:00:00Z"}]}
                    """
                        .formatted(name)),
                SETTINGS,
                AT));
    var change = answer.changes().getFirst().change();
    assertThat(change.entity()).hasToString(entity);
    assertThat(Objects.requireNonNull(change.reading()).namedBy()).isEqualTo(by);
    assertThat(answer.adjusted()).extracting(InputProblem::at).containsExactly("/changes/0");
    assertThat(answer.problems()).isEmpty();
  }

  @Test
  void oneOddChangeCostsNoOther() {
    var answer =
        accepted(
            CanonicalChanges.parse(
                bytes(
                    """
                    {"changes": [
                      {"entity": 42, "action": "deploy", "action": "rollback", "at": "2026-11-22T10:00:00Z"},
                      {"entity": "LONG", "action": "LONG", "at": "2026-11-22T10:00:00Z",
                       "toVersion": {"tag": 1}, "reference": "LONG", "nmae": 1},
                      {"attributes": {"k8s.pod.name": "p", "namespace": "shop", "team": 7},
                       "action": "restart", "at": "2026-11-22T10:00:00Z"},
                      "deploy",
                      {"entity": "b", "action": "stop", "at": "2026-11-22T10:00:00Z"}]}
                    """
                        .replace("LONG", "x".repeat(2000))),
                SETTINGS,
                AT));
    assertThat(answer.changes())
        .extracting(
            it -> it.change().entity().name().length() + " " + it.change().action().length())
        .containsExactly("2 8", "200 200", "6 7", "1 4");
    assertThat(answer.adjusted())
        .extracting(InputProblem::toString)
        .satisfiesExactly(
            twice -> assertThat(twice).isEqualTo("/changes/0: kept: member-named-twice"),
            cut ->
                assertThat(cut)
                    .endsWith("entity-name-replaced; member-cut; member-unknown; member-unusable"),
            ladder ->
                assertThat(ladder)
                    .isEqualTo(
                        "/changes/2: kept: named by its pod as pod/unknown/shop:p;"
                            + " label-not-text"));
    assertThat(answer.problems()).extracting(InputProblem::at).containsExactly("/changes/3");
  }

  @Test
  void aSecretInAChangeIsNotRecorded() {
    var answer =
        accepted(
            CanonicalChanges.parse(
                bytes(
                    """
                    {"changes": [{"entity": "a", "action": "deploy", "at": "2026-11-22T10:00:00Z",
                      "reference": "https://ci:hunter2hunter@ci.example/1", "toVersion": "token=hunter2hunter"}]}
                    """),
                SETTINGS,
                AT));
    assertThat(answer.changes().toString()).contains("ci.example").doesNotContain("hunter2hunter");
  }

  @Test
  void aCatalogueInYamlAndInJsonIsTheSame() {
    var yaml =
        accepted(
            CatalogDocument.parse(
                bytes(
                    """
                    environment: rig
                    entities:
                      - {name: web, owner: storefront, tier: 1, entryPoint: true}
                      - {kind: database, name: main, environment: prod, owner: data, tier: 2}
                    relations:
                      - {from: web, to: database/prod/main, kind: stores-in}
                      - {kind: calls, from: web, to: elsewhere}
                    """),
                "unknown"));
    assertThat(yaml.entities())
        .containsExactly(
            new Entity(EntityId.service("rig", "web"), "storefront", 1, true),
            new Entity(new EntityId("database", "prod", "main"), "data", 2, false));
    assertThat(yaml.relations())
        .contains(
            new Relation(
                Relation.Kind.CALLS,
                EntityId.service("rig", "web"),
                EntityId.service("rig", "elsewhere")));
    var json =
        accepted(
            CatalogDocument.parse(
                bytes(
                    """
                     {"entities": [{"name": "web", "environment": "rig", "owner": "storefront",
                                    "tier": 1, "entryPoint": true}]}
                    """),
                "unknown"));
    assertThat(json.entities()).containsExactly(yaml.entities().getFirst());
  }

  @Test
  void aCatalogueWithMistakesIsToldThemAll() {
    assertThat(
            problems(
                CatalogDocument.parse(
                    bytes(
                        """
                        entitys: []
                        entities:
                          - {name: web, owner: a, tier: 5}
                          - {name: 12, tier: 1}
                          - {name: a/b, owner: a, tier: 1, entryPoint: maybe}
                          - {name: x, owner: a, tier: 1}
                          - {name: x, owner: a, tier: 1}
                        relations:
                          - {kind: likes, from: web}
                        """),
                    "rig")))
        .contains(
            "/entitys",
            "/entities/0/tier",
            "/entities/1/name",
            "/entities/1/owner",
            "/entities/2/name",
            "/entities/2/entryPoint",
            "/entities/4/name",
            "/relations/0/kind",
            "/relations/0/to");
  }

  /** Alerts are recorded without it, so none would be about such an entity. */
  @Test
  void aCatalogueKeepsNoSecretAndNobodysAddress() {
    var odd =
        CatalogDocument.parse(
            bytes(
                """
                entities:
                - {name: anna@example.org, owner: a, tier: 1}
                - {name: web, environment: bob@example.org, owner: a, tier: 1}
                relations: [{from: web, to: carl@example.org}]
                """),
            "rig");
    assertThat(problems(odd))
        .containsExactly("/entities/0/name", "/entities/1/name", "/relations/0/to");
    var owner =
        CatalogDocument.parse(
            bytes("entities: [{name: web, owner: team bob@example.org, tier: 1}]"), "rig");
    assertThat(((ParsedBody.Accepted<CatalogContent>) owner).content().entities())
        .extracting(Entity::owner)
        .containsExactly("team [redacted]");
  }

  @Test
  void whatIsNotOneProperDocumentIsMalformed() {
    for (var body :
        List.of(
            "",
            "a: [",
            "entities: []\nentities: []",
            "entities: []\n---\nentities: []",
            "x: &a [1]\nentities: *a",
            "{\"entities\": []",
            "[".repeat(100_000))) {
      assertThat(CatalogDocument.parse(bytes(body), "rig"))
          .as(body.length() > 99 ? "deep" : body)
          .isInstanceOf(ParsedBody.Malformed.class);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static <T> T accepted(ParsedBody<T> parsed) {
    return switch (parsed) {
      case ParsedBody.Accepted<T>(var content) -> content;
      case ParsedBody.Malformed<T>(var problems) -> throw new AssertionError(problems);
      case ParsedBody.TooLarge<T>(var problem) -> throw new AssertionError(problem);
    };
  }

  private static List<String> problems(ParsedBody<?> parsed) {
    return switch (parsed) {
      case ParsedBody.Malformed<?>(var problems) ->
          problems.stream().map(InputProblem::at).toList();
      case ParsedBody.Accepted<?> accepted -> throw new AssertionError(accepted);
      case ParsedBody.TooLarge<?> tooLarge -> throw new AssertionError(tooLarge);
    };
  }
}
