package io.countersign.server.config.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.oncall.route.Route;
import io.countersign.domain.oncall.route.Routing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.yaml.YAMLMapper;

class NoticeSectionsTest {
  private final List<InputProblem> problems = new ArrayList<>();

  private NoticeSettings read(String text) {
    var top = SettingsReader.of(new YAMLMapper().readTree(text), "", problems);
    var read = NoticeSections.read(top, List.of("mail", "chat"));
    top.finish();
    return read;
  }

  private List<String> told() {
    return problems.stream().map(InputProblem::toString).toList();
  }

  @Test
  void withoutTheSectionsEverybodyHearsOfEverything() {
    assertThat(read("{}").routing()).isEqualTo(Routing.NONE);
    assertThat(problems).isEmpty();
  }

  @Test
  void allOfItIsRead() {
    var read =
        read(
            """
            people: {kim: kim@example.org}
            oncall:
              primary:
                via: mail
                zone: Europe/Berlin
                layers:
                  - {name: weekly, every: week, start: 2026-01-05T09:00, participants: [kim, pat]}
                overrides:
                  - {from: 2026-06-01T09:00, until: 2026-06-02T09:00, person: pat}
            routes:
              - name: payments
                kinds: [approval-requested, incident_escalated]
                teams: [payments]
                severities: [critical]
                environments: [production]
                hours: [{days: [mon, tue], from: "09:00", to: "17:00", zone: Europe/Berlin}]
                to: [chat, 'oncall:primary']
                continue: true
                remind: {afterMinutes: 10, times: 2}
                escalate: [{afterMinutes: 15, to: [mail]}]
              - {name: rest, to: [chat]}
            """);
    assertThat(told()).isEmpty();
    var route = read.routing().routes().getFirst();
    assertThat(route.match().kinds())
        .containsExactlyInAnyOrder("approval-requested", "incident-escalated");
    assertThat(route.match().severities()).containsExactly(Severity.CRITICAL);
    assertThat(route.goesOn()).isTrue();
    assertThat(route.followUps())
        .extracting(it -> it.after() + " " + it.receivers())
        .containsExactly(
            Duration.ofMinutes(10) + " [chat, oncall:primary]",
            Duration.ofMinutes(15) + " [mail]",
            Duration.ofMinutes(20) + " [chat, oncall:primary]");
    assertThat(read.routing().routes()).extracting(Route::name).containsExactly("payments", "rest");
    assertThat(read.schedules().getFirst().overrides()).hasSize(1);
    assertThat(read.people()).containsEntry(new PrincipalId("kim"), "kim@example.org");
    assertThat(read.toString()).doesNotContain("kim@example.org");
  }

  @Test
  void allThatIsWrongIsToldAtOnceWithItsPlaceAndTheNearestName() {
    read(
        """
        people: {Kim: kim@example.org, pat: 'a b'}
        oncall:
          primary:
            via: mial
            zone: Mars/Olympus
            layers:
              - {name: a, every: fortnight, start: yesterday, participants: [KIM]}
              - {name: a, participants: []}
            overrides: [{from: 2026-06-02T09:00, until: 2026-06-01T09:00, person: pat}]
          empty: {via: mail}
        routes:
          - name: one
            kinds: [approval-request]
            severities: [critcal]
            hours: [{days: [monday], from: '25:00'}]
            to: [chta, 'oncall:primry']
            remind: {afterMinutes: 0}
            surprise: 1
          - {name: one, to: [chat], escalate: [{afterMinutes: 5, to: [nobody-at-all]}]}
        """);
    assertThat(String.join("\n", told()))
        .contains("/people", "/oncall/primary/zone", "mial", "did you mean 'mail'")
        .contains("/oncall/primary/layers/0/every", "/layers/0/start", "/layers/0/participants")
        .contains("'a' is another layer's", "/layers/1/start", "/overrides/0/until")
        .contains("/oncall/empty/layers", "/routes/0/kinds", "did you mean 'approval-requested'")
        .contains("did you mean 'critical'", "/routes/0/hours/0/days", "/routes/0/hours/0/from")
        .contains("did you mean 'chat'", "did you mean 'oncall:primary'")
        .contains("/routes/0/remind/afterMinutes", "/routes/0/surprise", "/routes/1/name")
        .contains("there are chat, mail, oncall:empty, oncall:primary");
  }
}
