package io.countersign.domain.alert;

import static io.countersign.domain.testing.Contexts.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Decision;
import io.countersign.domain.alert.AlertEvent.Raised;
import io.countersign.domain.alert.AlertEvent.Repeated;
import io.countersign.domain.alert.AlertEvent.Resolved;
import io.countersign.domain.alert.AlertEvent.Suppressed;
import io.countersign.domain.testing.KnownFacts;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertDeciderTest {
  private static final AlertId FIRST = AlertId.of("am", "f1", after(0));

  private static AlertSeries firing(long count) {
    return new AlertSeries(
        1,
        FIRST,
        new AlertSeen(count, AlertSeen.Status.FIRING, 1),
        after(0),
        after(1),
        Instant.EPOCH,
        Instant.EPOCH,
        null);
  }

  private static Decision<AlertEvent> decide(AlertSeries series, AlertCommand command) {
    return AlertDecider.decide(series, command, KnownFacts.nothing().asSystem(after(7)));
  }

  @Test
  void theFirstWordOfAFaultRaisesIt() {
    var story = new AlertStory();
    assertThat(story.take("F3"))
        .containsExactly(
            new Raised(
                FIRST,
                "am",
                "f1",
                "HighErrorRate",
                Severity.CRITICAL,
                AlertStory.SHOP,
                "errors",
                after(0),
                Map.of("service", "shop"),
                null));
    assertThat(story.series().seen()).isEqualTo(new AlertSeen(1, AlertSeen.Status.FIRING, 1));
  }

  @Test
  void anEndThatIsTheFirstWordIsSuppressedWithItsReason() {
    var story = new AlertStory();
    assertThat(story.take("R9e8"))
        .containsExactly(
            new Suppressed(
                FIRST,
                "am",
                "HighErrorRate",
                AlertStory.SHOP,
                Suppressed.Reason.ENDED_BEFORE_SEEN));
    assertThat(story.series().seen()).isEqualTo(new AlertSeen(1, AlertSeen.Status.SUPPRESSED, 1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 10, 100, 1_000, 1_000_000})
  void repeatsAreRecordedAtPowersOfTen(long repeats) {
    assertThat(decide(firing(repeats), AlertStory.observed(true, after(0), null)))
        .isEqualTo(Decision.done(new Repeated(FIRST, repeats, after(7))));
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 9, 11, 20, 99, 101, 500})
  void otherRepeatsAreOnlyCounted(long repeats) {
    assertThat(decide(firing(repeats), AlertStory.observed(true, after(0), null)))
        .isEqualTo(Decision.unchanged());
  }

  @Test
  void theEndResolvesItWithTheNumberOfRepeats() {
    assertThat(decide(firing(4), AlertStory.observed(false, after(0), after(6))))
        .isEqualTo(Decision.done(new Resolved(FIRST, after(6), 3, after(7))));
  }

  /** Every order in which one alert's words come to the door, and what each of them does. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          once                                      | F30 R90e80                     | raised resolved = off
          told twice                                | F30 F31 R90e80 R91e80          | raised repeated resolved - = off
          its end alone                             | R90e80                         | suppressed = off
          its end alone, twice                      | R90e80 R91e80                  | suppressed - = off
          its end first, the fault just after       | R90e80 F91                     | suppressed - = held
          its end first, the fault later            | R90e80 F120                    | suppressed again = on
          a new start                               | F30 R90e80 F130s100            | raised resolved raised = on
          a new start, at once                      | F30 R90e80 F91s85              | raised resolved raised = on
          the same start, minutes later             | F30 R90e80 F400                | raised resolved again = on
          the same start, and its own end           | F30 R90e80 F400 R500e490       | raised resolved again resolved = off
          the same start, again and again           | F30 R90e80 F400 R500e490 F900  | raised resolved again resolved again = on
          late, taken before the end                | F30 R90e80 F60                 | raised resolved - = off
          late by minutes                           | F30 R500e80 F201               | raised resolved - = off
          told after our clock was set back         | F30 R4000e80 F400              | raised resolved - = held
          that, and nobody says more                | F30 R4000e80 F400 D421         | raised resolved - again = on
          that, and told again                      | F30 R4000e80 F400 F460         | raised resolved - again = on
          that, and its own end                     | F30 R4000e80 F400 R410e405     | raised resolved - - = off
          late, just after the end                  | F30 R90e80 F91                 | raised resolved - = held
          late, then nothing more                   | F30 R90e80 F91 D100 D111       | raised resolved - - again = on
          late, then a replica's end                | F30 R90e80 F91 R93e80 D111     | raised resolved - - - = off
          late, twice in a moment                   | F30 R90e80 F91 F91             | raised resolved - - = held
          soon after the end, and told once more    | F30 R90e80 F93 F94             | raised resolved - again = on
          that, and then for good                   | F30 R90e80 F93 F94 R200e190    | raised resolved - again resolved = off
          fires again, the end told twice           | F30 R90e80 F400 R401e80        | raised resolved again - = on
          fires again, an older end comes late      | F30 R90e80 F400 R401e70        | raised resolved again - = on
          anew, the end before comes twice          | F30 R90e80 F130s100 R131e80    | raised resolved raised - = on
          anew, an end in between comes late        | F30 R90e80 F230s200 R231e150   | raised resolved raised - = on
          an end with the start that is the end     | F30 R90e80s80                  | raised resolved = off
          an end with any other start               | F30 R90e80s20                  | raised resolved = off
          an end by a clock that is behind          | F30s-900 R90e-800s-900         | raised resolved = off
          a second one by a clock that is behind    | F30s-900 R90e-800 F150s-750 R200e-700 | raised resolved raised resolved = off
          the start moves to and fro                | F30s10 F40s5 F60s20 R90e80     | raised repeated - resolved = off
          a start after all that was heard          | F30 F40 F130s100               | raised repeated anew = held
          that, and told again                      | F30 F40 F130s100 F131s100      | raised repeated anew raised = on
          that, and nobody says more                | F30 F40 F130s100 D130          | raised repeated anew raised = on
          that, and the lost end comes late         | F30 F130s100 R130e70 D131      | raised anew - raised = on
          that, and its own end                     | F30 F130s100 R130e125 D131     | raised anew resolved - = off
          that, and its own end without a time      | F30 F130s100 R130e? D131       | raised anew resolved - = off
          that, its own end, told twice             | F30 F130s100 R130e125 R131e125 | raised anew resolved - = off
          that, its own end, and it fires again     | F30 F130s100 R130e125 F200s100 R250e240 | raised anew resolved again resolved = off
          no start                                  | F30s? F60s? R90e80             | raised repeated resolved = off
          no start, fires again                     | F30s? R90e80 F400s? R500e490   | raised resolved raised resolved = off
          no end                                    | F30 R90e?                      | raised resolved = off
          no end, fires again                       | F30 R90e? F400 R500e?          | raised resolved again resolved = off
          no times at all                           | F30s? R90e?s? F91s? F95s?      | raised resolved - raised = on
          silence                                   | F30 S631                       | raised stale = off
          no silence yet                            | F30 F400 S631                  | raised repeated - = on
          silence, then it fires on                 | F30 S631 F632                  | raised stale again = on
          silence, then its end                     | F30 S631 R632e620              | raised stale - = off
          silence, its end, and a late word         | F30 S631 R632e620 F633         | raised stale - - = held
          silence, fires on, ends                   | F30 S631 F700 R800e790         | raised stale again resolved = off
          over already                              | F30 R90e80 S900                | raised resolved - = off
          held, and silence doesn't matter          | F30 R90e80 F91 S91             | raised resolved - - = held
          nothing is due                            | F30 D31                        | raised - = on
          an end that lies ahead, then another      | F0 R10e300 F60s60 R120e110s60 R180e110s60 | raised resolved again resolved - = off
          an end that never comes                   | F0 R10e99999999 F60 R120e110 F400 R500e490 | raised resolved again resolved again resolved = off
          an end that lies ahead, told twice        | F0 R10e300 F60 R61e300         | raised resolved again - = on
          a start that lies ahead                   | F100 F200s900 R210e205s900 D400 | raised anew resolved - = off
          a start that lies ahead, raised           | F100 F200s900 F210s900 R300e290s900 | raised anew raised resolved = off
          the second one's start lies ahead         | F0 R10e5 F100s900 R200e190s900 | raised resolved raised resolved = off
          a lost end, and over with the next word   | F0 F400s300 R410e405s300 D500  | raised anew resolved - = off
          two replicas, each in its turn            | F30 F33 R90e80 R93e80          | raised repeated resolved - = off
          two replicas, one lags behind             | F30 R33e32 F36 R39e32 D60      | raised resolved - - - = off
          two replicas, one has lost Prometheus     | F30 F32 R300e290 F310 F311     | raised repeated resolved - again = on
          """)
  void inAnyOrder(String situation, String deliveries, String events) {
    assertThat(new AlertStory().told(deliveries)).as(situation).isEqualTo(events);
  }

  @Test
  void eachEpisodeIsAnAlertOfItsOwn() {
    var story = new AlertStory();
    story.told("F30 R90e80 F400 R500e490 F900");
    var raised =
        story.recorded().stream().filter(Raised.class::isInstance).map(AlertEvent::alert).toList();
    assertThat(raised)
        .containsExactly(
            FIRST, AlertId.of("am", "f1", after(0), 1), AlertId.of("am", "f1", after(0), 2));
    assertThat(story.recorded())
        .filteredOn(Resolved.class::isInstance)
        .extracting(AlertEvent::alert)
        .containsExactly(raised.get(0), raised.get(1));
  }

  @Test
  void anEpisodeThatIsOverBeforeItCouldBeRaisedIsRecordedNevertheless() {
    var story = new AlertStory();
    story.told("F30 F130s100");
    var second = AlertId.of("am", "f1", after(100), 1);
    assertThat(story.take("R130e125"))
        .satisfiesExactly(
            it -> assertThat(it).isInstanceOf(Raised.class),
            it -> assertThat(it).isEqualTo(new Resolved(second, after(125), 0, after(130))))
        .extracting(AlertEvent::alert)
        .containsOnly(second);
    assertThat(story.series().episodes()).isEqualTo(2);
  }

  @Test
  void whatFiresAgainSaysSinceWhen() {
    var story = new AlertStory();
    story.told("F30 R90e80 F91 D111");
    assertThat(story.recorded().getLast())
        .isInstanceOfSatisfying(
            Raised.class,
            it -> {
              assertThat(it.startsAt()).isEqualTo(after(0));
              assertThat(it.firesSince()).isEqualTo(after(91));
            });
  }

  /** As the state keeps microseconds, the same time told again must not be a later one. */
  @Test
  void nanosecondsChangeNothing() {
    var story = new AlertStory();
    var start = after(0).plusNanos(123_456_789);
    var end = after(80).plusNanos(123_456_789);
    story.take(AlertStory.observed(true, start, null), after(30));
    story.take(AlertStory.observed(false, start, end), after(90));
    story.take(AlertStory.observed(true, start, null), after(400));
    assertThat(story.take(AlertStory.observed(false, start, end), after(401))).isEmpty();
    assertThat(story.series().endsAt()).isEqualTo(after(80).plusNanos(123_456_000));
  }
}
