package io.countersign.domain.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final PrincipalId KIM = new PrincipalId("kim");
  private static final PrincipalId PAT = new PrincipalId("pat");
  private static final PrincipalId LEE = new PrincipalId("lee");
  private static final List<String> ZONES =
      List.of(
          "Europe/Berlin",
          "America/New_York",
          "Australia/Lord_Howe",
          "Pacific/Apia",
          "Asia/Kathmandu",
          "America/Sao_Paulo",
          "UTC");

  private static Rotation weekly(PrincipalId... people) {
    return new Rotation(List.of(people), LocalDateTime.parse("2026-01-05T09:00"), 168, BERLIN);
  }

  private static Schedule of(Duty duty) {
    return new Schedule("primary", List.of(new Layer("weekly", duty, List.of())), List.of());
  }

  private static OnCall somebody(PrincipalId who, String by) {
    return new OnCall.Somebody(who, by);
  }

  @Test
  void aHandoverStaysWhereTheClockShowsIt() {
    var schedule = of(weekly(KIM, PAT));
    // The clock goes forward on 29 March: 09:00 is 07:00 UTC from then on.
    assertThat(schedule.at(Instant.parse("2026-03-23T08:00:00Z")))
        .isEqualTo(somebody(PAT, "weekly"));
    assertThat(schedule.at(Instant.parse("2026-03-30T06:59:59Z")))
        .isEqualTo(somebody(PAT, "weekly"));
    assertThat(schedule.at(Instant.parse("2026-03-30T07:00:00Z")))
        .isEqualTo(somebody(KIM, "weekly"));
  }

  @Test
  void whoIsGoneIsStoodInForByTheNextAndNobodyElsesShiftsMove() {
    var all = of(weekly(KIM, PAT, LEE));
    var left = all.without(Set.of(PAT));
    var at = Instant.parse("2026-01-06T12:00:00Z");
    for (int week = 0; week < 30; week++) {
      var then = at.plus(Duration.ofDays(7L * week));
      var before = all.at(then);
      assertThat(left.at(then))
          .isEqualTo(before.equals(somebody(PAT, "weekly")) ? somebody(LEE, "weekly") : before);
    }
    assertThat(all.without(Set.of(LEE)).at(at.plus(Duration.ofDays(14))))
        .isEqualTo(somebody(KIM, "weekly"));
    assertThat(all.without(Set.of(KIM, PAT, LEE)).at(at)).isEqualTo(new OnCall.Nobody());
    var taken = new DutyOverride(new Span(at, at.plusSeconds(60)), PAT);
    var overridden = new Schedule("primary", all.layers(), List.of(taken));
    assertThat(overridden.at(at)).isEqualTo(somebody(PAT, "override"));
    assertThat(overridden.without(Set.of(PAT)).at(at)).isEqualTo(somebody(KIM, "weekly"));
  }

  @Test
  void beforeItsFirstHandoverNobodyIsOnCall() {
    var schedule = of(weekly(KIM));
    var start = Instant.parse("2026-01-05T08:00:00Z");
    var asked = new Span(start.minus(Duration.ofDays(3)), start.plus(Duration.ofDays(3)));
    assertThat(schedule.at(start.minusSeconds(1))).isEqualTo(new OnCall.Nobody());
    assertThat(schedule.gaps(asked)).containsExactly(new Span(asked.start(), start));
    assertThat(schedule.between(asked)).hasSize(2);
  }

  /** The night in which 02:30 comes twice: who took over then doesn't hand back. */
  @Test
  void aHandoverThatComesTwiceIsDoneOnce() {
    var daily =
        new Rotation(List.of(KIM, PAT), LocalDateTime.parse("2026-10-24T02:30"), 24, BERLIN);
    var night =
        new Span(Instant.parse("2026-10-24T22:00:00Z"), Instant.parse("2026-10-25T06:00:00Z"));
    assertThat(of(daily).between(night))
        .extracting(Shift::who)
        .containsExactly(somebody(KIM, "weekly"), somebody(PAT, "weekly"));
    assertThat(of(daily).between(night).getLast().span().start())
        .isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
  }

  @Test
  void theFirstLayerThatHasSomebodyCountsAndAnOverrideWins() {
    var hours =
        new LocalHours(
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            LocalTime.of(9, 0),
            LocalTime.of(17, 0),
            BERLIN);
    var covered =
        new Span(Instant.parse("2026-06-02T08:00:00Z"), Instant.parse("2026-06-02T09:00:00Z"));
    var schedule =
        new Schedule(
            "primary",
            List.of(
                new Layer("office", weekly(KIM), List.of(hours)),
                new Layer("always", weekly(PAT), List.of())),
            List.of(new DutyOverride(covered, KIM), new DutyOverride(covered, LEE)));
    assertThat(schedule.at(Instant.parse("2026-06-02T07:30:00Z")))
        .isEqualTo(somebody(KIM, "office"));
    assertThat(schedule.at(Instant.parse("2026-06-02T08:30:00Z")))
        .isEqualTo(somebody(LEE, "override"));
    assertThat(schedule.at(Instant.parse("2026-06-02T20:00:00Z")))
        .isEqualTo(somebody(PAT, "always"));
    assertThat(schedule.people()).containsExactlyInAnyOrder(KIM, PAT, LEE);
  }

  @Test
  void hoursOverNightEndOnTheNextDay() {
    var night =
        new LocalHours(Set.of(DayOfWeek.FRIDAY), LocalTime.of(22, 0), LocalTime.of(6, 0), BERLIN);
    assertThat(night.contains(Instant.parse("2026-06-05T21:00:00Z"))).isTrue();
    assertThat(night.contains(Instant.parse("2026-06-06T03:59:59Z"))).isTrue();
    assertThat(night.contains(Instant.parse("2026-06-06T04:00:00Z"))).isFalse();
    assertThat(night.contains(Instant.parse("2026-06-05T03:00:00Z"))).isFalse();
    var whole =
        new LocalHours(Set.of(DayOfWeek.MONDAY), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, BERLIN);
    assertThat(whole.contains(Instant.parse("2026-06-07T22:00:00Z"))).isTrue();
    assertThat(whole.contains(Instant.parse("2026-06-08T22:00:00Z"))).isFalse();
  }

  @Test
  void ofImportedShiftsTheOneThatBeganLastCounts() {
    var kim = single("2026-06-01T00:00:00Z", "2026-06-08T00:00:00Z");
    var pat = single("2026-06-03T00:00:00Z", "2026-06-04T00:00:00Z");
    var schedule = of(new ImportedDuty(Map.of(KIM, List.of(kim), PAT, List.of(pat))));
    var asked =
        new Span(Instant.parse("2026-06-01T00:00:00Z"), Instant.parse("2026-06-09T00:00:00Z"));
    assertThat(schedule.between(asked))
        .extracting(Shift::who)
        .containsExactly(
            somebody(KIM, "weekly"),
            somebody(PAT, "weekly"),
            somebody(KIM, "weekly"),
            new OnCall.Nobody());
    var together = new ImportedDuty(Map.of(PAT, List.of(kim), KIM, List.of(kim)));
    assertThat(together.at(Instant.parse("2026-06-02T00:00:00Z"))).contains(KIM);
  }

  private static CalendarEntry single(String from, String to) {
    return CalendarEntry.single(new Span(Instant.parse(from), Instant.parse(to)));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 7})
  void overAYearEverybodyHasTheSameShare(int people) {
    var participants =
        IntStream.range(0, people)
            .mapToObj(it -> new PrincipalId("p" + (char) ('a' + it)))
            .toList();
    for (int hours : new int[] {1, 12, 24, 168}) {
      var schedule =
          of(new Rotation(participants, LocalDateTime.parse("2026-01-01T09:00"), hours, BERLIN));
      var start = LocalDateTime.parse("2026-01-01T09:00").atZone(BERLIN).toInstant();
      Map<OnCall, Duration> share = new HashMap<>();
      for (var it : schedule.between(new Span(start, start.plus(Duration.ofDays(364))))) {
        share.merge(it.who(), Duration.between(it.span().start(), it.span().end()), Duration::plus);
      }
      assertThat(share).hasSize(people);
      var sorted = share.values().stream().sorted().toList();
      assertThat(sorted.getLast().minus(sorted.getFirst()))
          .isLessThanOrEqualTo(Duration.ofHours(hours + 2L));
    }
  }

  static List<Integer> hundred() {
    return IntStream.range(0, 100).boxed().toList();
  }

  /** Of any schedule: one answer at every instant, the list says the same, and has no hole. */
  @ParameterizedTest
  @MethodSource("hundred")
  void theListIsWhatIsAnsweredAtEveryInstant(int seed) {
    var random = new Random(seed);
    var schedule = any(random);
    var from = Instant.parse("2011-12-20T00:00:00Z").plusSeconds(random.nextInt(1_000_000_000));
    var asked = new Span(from, from.plus(Duration.ofDays(1 + random.nextInt(40))));
    var shifts = schedule.between(asked);
    assertThat(shifts.getFirst().span().start()).isEqualTo(asked.start());
    assertThat(shifts.getLast().span().end()).isEqualTo(asked.end());
    for (int i = 1; i < shifts.size(); i++) {
      assertThat(shifts.get(i).span().start()).isEqualTo(shifts.get(i - 1).span().end());
      assertThat(shifts.get(i).who()).isNotEqualTo(shifts.get(i - 1).who());
    }
    for (int i = 0; i < 400; i++) {
      long length = Duration.between(asked.start(), asked.end()).toSeconds();
      var at = asked.start().plusSeconds((long) (random.nextDouble() * length));
      var listed = shifts.stream().filter(it -> it.span().contains(at)).toList();
      assertThat(listed).hasSize(1);
      assertThat(schedule.at(at)).isEqualTo(listed.getFirst().who());
      assertOverrideWins(schedule, at);
    }
  }

  private static void assertOverrideWins(Schedule schedule, Instant at) {
    var last =
        schedule.overrides().reversed().stream().filter(it -> it.span().contains(at)).findFirst();
    last.ifPresent(it -> assertThat(schedule.at(at)).isEqualTo(somebody(it.person(), "override")));
  }

  private static Schedule any(Random random) {
    var layers = new ArrayList<Layer>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      layers.add(
          new Layer("l" + i, rotation(random), random.nextBoolean() ? List.of() : hours(random)));
    }
    var overrides = new ArrayList<DutyOverride>();
    for (int i = 0; i < random.nextInt(4); i++) {
      var start = Instant.parse("2011-12-20T00:00:00Z").plusSeconds(random.nextInt(1_000_000_000));
      overrides.add(
          new DutyOverride(new Span(start, start.plusSeconds(random.nextInt(90_000_000))), LEE));
    }
    return new Schedule("any", layers, overrides);
  }

  private static Rotation rotation(Random random) {
    var start = LocalDateTime.parse("2011-12-01T00:00").plusMinutes(random.nextInt(100_000) * 30L);
    int[] lengths = {1, 5, 8, 12, 24, 72, 168, 336};
    return new Rotation(
        List.of(KIM, PAT, LEE), start, lengths[random.nextInt(lengths.length)], zone(random));
  }

  private static List<LocalHours> hours(Random random) {
    var days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)), DayOfWeek.of(1 + random.nextInt(7)));
    return List.of(new LocalHours(days, time(random), time(random), zone(random)));
  }

  private static LocalTime time(Random random) {
    return LocalTime.of(random.nextInt(24), 30 * random.nextInt(2));
  }

  private static ZoneId zone(Random random) {
    return ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
  }

  @Test
  void noMoreThanAYearIsListedAtOnce() {
    var asked = new Span(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofDays(371)));
    assertThatThrownBy(() -> of(weekly(KIM)).between(asked))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRotationHasSomebodyAndALength() {
    var start = LocalDateTime.parse("2026-01-01T09:00");
    assertThatThrownBy(() -> new Rotation(List.of(), start, 24, BERLIN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rotation(List.of(KIM), start, 0, BERLIN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
