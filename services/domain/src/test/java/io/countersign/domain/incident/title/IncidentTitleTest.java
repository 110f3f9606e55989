package io.countersign.domain.incident.title;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.ObservedHealth;
import io.countersign.domain.diagnosis.ObservedHealth.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Users come in by frontend, which needs checkout, which needs payments and search-index. */
class IncidentTitleTest {
  private static final Path DOCUMENTED = Path.of("../../docs/diagnosis.md");

  private static final EntityId FRONTEND = EntityId.service("production", "frontend");
  private static final EntityId CHECKOUT = EntityId.service("production", "checkout");
  private static final EntityId PAYMENTS = EntityId.service("production", "payments");
  private static final EntityId SEARCH = EntityId.service("production", "search-index");
  private static final EntityId HOST = new EntityId("host", "production", "db-1");

  private static final ObservedHealth WELL = new ObservedHealth(FRONTEND, State.WELL, null, true);

  /** What is documented, by the situation in which it's said. */
  private static Map<String, String> golden() {
    var said = new TreeMap<String, String>();
    said.put(
        "users feel a release",
        title(
            decided(
                cause(PAYMENTS, Cause.Kind.RELEASE, "1.9.3"),
                seen(FRONTEND, State.FAILING, "0.534"),
                seen(PAYMENTS, State.FAILING, "0.97"))));
    said.put("over", over(facts(CHECKOUT, undecided(seen(FRONTEND, State.FAILING, "0.534")))));
    said.put(
        "a death below, users not measured",
        title(
            decided(
                cause(SEARCH, Cause.Kind.PROCESS_DEATH, null),
                seen(SEARCH, State.DOWN, "0"),
                seen(CHECKOUT, State.SLOW, "2.345"))));
    said.put(
        "users well",
        title(
            decided(
                cause(CHECKOUT, Cause.Kind.RESOURCE_EXHAUSTION, null),
                WELL,
                seen(CHECKOUT, State.SATURATED, "0.981"))));
    said.put("no diagnosis yet", IncidentTitle.of(facts(CHECKOUT, null)));
    said.put("nothing measured", IncidentTitle.of(disk(undecided())));
    return said;
  }

  @Test
  void saysWhatHappensToUsersAndWhy() {
    assertThat(golden())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "users feel a release",
                "frontend fails for its users (up to 53 % of requests), because payments 1.9.3 was"
                    + " released",
                "over",
                "frontend failed for its users (up to 53 % of requests); cause unknown",
                "a death below, users not measured",
                "checkout is slow (up to 2.3 s): search-index is down (nobody measured the users'"
                    + " side)",
                "users well",
                "checkout is loaded (up to 98 % of its capacity): it ran out of a resource"
                    + " (frontend was well for its users when looked at)",
                "no diagnosis yet",
                "HighErrorRate on checkout: 5 % of requests fail",
                "nothing measured",
                "DiskFills on host db-1: /var is full in 4 h; cause unknown (nobody measured the"
                    + " users' side)"));
  }

  @Test
  void whatIsSaidIsDocumented() throws IOException {
    var page = Files.readString(DOCUMENTED).replaceAll("\\s+", " ");
    assertThat(golden().values()).allMatch(title -> page.contains("`" + title + "`"));
  }

  /** A cause that merely comes first is no reason yet, and a count of one's own guesses is none. */
  @Test
  void whatIsNotDecidedIsNotSaid() {
    var likely = cause(PAYMENTS, Cause.Kind.RELEASE, "1.9.3");
    var diagnosis = diagnosis(false, List.of(likely), seen(CHECKOUT, State.FAILING, "0.2"));
    assertThat(IncidentTitle.of(facts(CHECKOUT, diagnosis)))
        .startsWith("checkout fails (up to 20 % of requests); cause unknown")
        .doesNotContain("payments");
  }

  @Test
  void nobodySaysOfWhatIsNoEntryPointThatUsersFeelIt() {
    var title = title(undecided(seen(CHECKOUT, State.FAILING, "0.2")));
    assertThat(title).startsWith("checkout fails (up to").contains("nobody measured");
  }

  /** Of what is beyond reading, and of one that was made before it was kept, nothing is claimed. */
  @Test
  void whatWasNotLookedAtIsNotJudged() {
    var earlier = new Diagnosis(1, 1, "rules", false, List.of(), List.of(), List.of());
    assertThat(IncidentTitle.of(facts(CHECKOUT, earlier)))
        .isEqualTo("HighErrorRate on checkout: 5 % of requests fail; cause unknown");
    assertThat(title(undecided(seen(FRONTEND, State.UNREADABLE, null))))
        .isEqualTo(
            "HighErrorRate on checkout: 5 % of requests fail; cause unknown"
                + " (nobody measured the users' side)");
  }

  @Test
  void whatEndedIsSaidOfThePast() {
    var death = cause(SEARCH, Cause.Kind.PROCESS_DEATH, null);
    var diagnosis =
        decided(death, seen(SEARCH, State.DOWN, "0"), seen(CHECKOUT, State.SLOW, "0.34"), WELL);
    assertThat(over(facts(CHECKOUT, diagnosis)))
        .startsWith("checkout was slow (up to 340 ms): search-index died");
    var passed = new ObservedHealth(CHECKOUT, State.FAILING, "0.2", false);
    assertThat(title(undecided(passed))).startsWith("checkout failed");
  }

  @Test
  void whatIsBlamedIsNamedOnce() {
    var death = cause(CHECKOUT, Cause.Kind.PROCESS_DEATH, null);
    assertThat(title(decided(death, WELL, seen(CHECKOUT, State.DOWN, "0"))))
        .startsWith("checkout is down (frontend");
    var release = cause(CHECKOUT, Cause.Kind.RELEASE, "2");
    assertThat(title(decided(release, WELL, seen(CHECKOUT, State.FAILING, "1"))))
        .startsWith("checkout fails (up to 100 % of requests), because its release 2 went out");
  }

  @Test
  void amountsAreRoundedSoThatTheyClaimNoMore() {
    assertThat(title(undecided(seen(CHECKOUT, State.FAILING, "0.996")))).contains("up to 99 %");
    assertThat(title(undecided(seen(CHECKOUT, State.FAILING, "0.004")))).contains("(under 1 %");
    assertThat(title(undecided(seen(CHECKOUT, State.SLOW, "NaN")))).startsWith("checkout is slow;");
    assertThat(title(undecided(seen(CHECKOUT, State.SLOW, "12.6")))).contains("up to 13 s");
  }

  private static String title(Diagnosis diagnosis) {
    return IncidentTitle.of(facts(CHECKOUT, diagnosis));
  }

  private static TitleFacts facts(EntityId entity, @Nullable Diagnosis diagnosis) {
    return new TitleFacts(
        "HighErrorRate",
        entity,
        "5 % of requests fail.",
        List.of(entity),
        false,
        List.of(FRONTEND),
        diagnosis);
  }

  private static TitleFacts disk(Diagnosis diagnosis) {
    return new TitleFacts(
        "DiskFills", HOST, "/var is full in 4 h", List.of(HOST), false, List.of(), diagnosis);
  }

  private static String over(TitleFacts it) {
    return IncidentTitle.of(
        new TitleFacts(
            it.alert(),
            it.entity(),
            it.summary(),
            it.alerting(),
            true,
            it.entryPoints(),
            it.diagnosis()));
  }

  private static ObservedHealth seen(EntityId entity, State state, @Nullable String worst) {
    return new ObservedHealth(entity, state, worst, true);
  }

  private static Cause cause(EntityId entity, Cause.Kind kind, @Nullable String version) {
    return new Cause(entity, kind, version == null ? null : "CHG-1", version, 90, List.of());
  }

  private static Diagnosis decided(Cause cause, ObservedHealth... seen) {
    return diagnosis(true, List.of(cause), seen);
  }

  private static Diagnosis undecided(ObservedHealth... seen) {
    return diagnosis(false, List.of(), seen);
  }

  private static Diagnosis diagnosis(boolean decided, List<Cause> causes, ObservedHealth... seen) {
    return new Diagnosis(1, 1, "rules", decided, causes, List.of(), List.of(), List.of(seen));
  }
}
