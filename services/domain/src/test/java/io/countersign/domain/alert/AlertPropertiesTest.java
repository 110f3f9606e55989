package io.countersign.domain.alert;

import static io.countersign.domain.testing.Contexts.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.alert.AlertCommand.RaiseHeld;
import io.countersign.domain.alert.AlertEvent.Raised;
import io.countersign.domain.alert.AlertEvent.Resolved;
import io.countersign.domain.testing.Cases;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random deliveries of one alert, beside a source that knows what is true. */
class AlertPropertiesTest {
  private static final AlertId MUTED = AlertId.of("am", "f1", after(0));

  /** A fault that comes and goes, by a clock of its own, and what was last told of it. */
  private static final class Source {
    private final Random random;
    private final int skew;
    private final AlertStory story = new AlertStory();
    private int now;
    private int began;
    private int ended = -1;
    private boolean fires;

    Source(Random random) {
      this.random = random;
      skew = random.nextInt(-900, 900);
    }

    /** Something happens a while later, and the source says it, once or twice. */
    void step() {
      now += 30 + random.nextInt(300);
      if (random.nextInt(3) == 0) {
        turn();
      }
      for (int times = random.nextInt(2); times >= 0; times--) {
        say();
      }
    }

    /** With the same start as before where it only lapsed. */
    private void turn() {
      fires = !fires;
      if (!fires) {
        ended = now;
      } else if (ended < 0 || random.nextBoolean()) {
        began = now;
      }
    }

    private void say() {
      if (fires || ended >= 0) {
        var start = after(began + skew);
        var end = fires ? null : after(ended + skew);
        story.take(AlertStory.observed(fires, start, end), after(now + door()));
      }
    }

    /** When it comes in by the clock of one of the servers, which follow the database's. */
    private int door() {
      return random.nextInt(-1, 4);
    }

    /** A resolution of before comes once more. */
    void doubled() {
      if (fires && ended >= 0) {
        story.take(
            AlertStory.observed(false, after(began + skew), after(ended + skew)), after(now));
      }
    }

    /** What was taken at the door before its end, and handled minutes after it. */
    void late() {
      if (!fires && ended >= 0 && now - ended < 260) {
        story.take(AlertStory.observed(true, after(began + skew), null), after(ended - 25));
      }
    }
  }

  @Test
  void whatTheSourceSaidLastIsShownWhateverCameLateOrTwice() {
    Cases.each(
        2_000,
        20_000,
        seed -> {
          var random = new Random(seed);
          var source = new Source(random);
          for (int i = 0; i < 60; i++) {
            source.step();
            var said = source.fires;
            if (random.nextInt(4) == 0) {
              source.doubled();
            }
            if (random.nextInt(4) == 0) {
              source.late();
            }
            source.story.take(new RaiseHeld("am", "f1"), after(source.now + 25));
            assertThat(source.story.firing()).as("step %d", i).isEqualTo(said);
          }
          wellFormed(source.story);
        });
  }

  /** Whatever comes, in whatever order: nothing that was told last of all is lost. */
  @Test
  void anythingInAnyOrderMakesEpisodesThatBeginAndEndOnce() {
    Cases.each(
        2_000,
        20_000,
        seed -> {
          var random = new Random(seed);
          var story = new AlertStory();
          for (int i = 0; i < 60; i++) {
            var at = after(random.nextInt(2_000));
            switch (random.nextInt(8)) {
              case 0, 1, 2, 3 -> story.take(AlertStory.observed(true, any(random), null), at);
              case 4, 5 -> story.take(AlertStory.observed(false, any(random), any(random)), at);
              case 6 -> story.take(new RaiseHeld("am", "f1"), at);
              default -> {
                var last = story.series().last();
                story.take(AlertStory.stale(last == null ? MUTED : last, at), at);
              }
            }
          }
          story.take(AlertStory.observed(true, any(random), null), after(5_000));
          story.take(new RaiseHeld("am", "f1"), after(5_100));
          assertThat(story.firing()).isTrue();
          wellFormed(story);
        });
  }

  private static Instant any(Random random) {
    return random.nextInt(10) == 0
        ? Instant.parse("0001-01-01T00:00:00Z")
        : after(random.nextInt(-100, 2_000));
  }

  /** At most one fires at a time, each begins and ends once, and the state counts its events. */
  private static void wellFormed(AlertStory story) {
    var begun = new HashSet<AlertId>();
    AlertId firing = null;
    for (var event : story.recorded()) {
      switch (event) {
        case Raised e -> {
          assertThat(firing).isNull();
          assertThat(begun.add(e.alert())).isTrue();
          firing = e.alert();
        }
        case Resolved e -> {
          assertThat(e.alert()).isEqualTo(firing);
          firing = null;
        }
        case AlertEvent.Repeated e -> assertThat(e.alert()).isEqualTo(firing);
        case AlertEvent.Suppressed e -> assertThat(begun.add(e.alert())).isTrue();
        case AlertEvent.HeldBack _ -> {}
      }
    }
    var last = story.series().last();
    assertThat(story.recorded().stream().filter(it -> it.alert().equals(last)).count())
        .isEqualTo(story.series().seen().events());
  }
}
