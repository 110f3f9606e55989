package io.countersign.domain.calendar.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Cases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpansPropertiesTest {
  private static List<Span> some(Random random) {
    var spans = new ArrayList<Span>();
    for (int i = random.nextInt(8); i > 0; i--) {
      long start = random.nextInt(40);
      spans.add(
          new Span(Instant.ofEpochSecond(start), Instant.ofEpochSecond(start + random.nextInt(9))));
    }
    return spans;
  }

  private static boolean any(List<Span> spans, Instant at) {
    return spans.stream().anyMatch(it -> it.contains(at));
  }

  @Test
  void unionAndDifferenceHoldWhatTheirPartsSay() {
    Cases.each(
        500,
        20_000,
        seed -> {
          var random = new Random(seed);
          var one = some(random);
          var other = some(random);
          var union = Spans.union(one).and(Spans.union(other));
          var difference = Spans.union(one).without(Spans.union(other));
          var from = Instant.ofEpochSecond(random.nextInt(50));
          for (int second = 0; second < 60; second++) {
            var at = Instant.ofEpochSecond(second);
            assertThat(union.contains(at)).isEqualTo(any(one, at) || any(other, at));
            assertThat(difference.contains(at)).isEqualTo(any(one, at) && !any(other, at));
            assertThat(union.from(from).contains(at))
                .isEqualTo(union.contains(at) && !at.isBefore(from));
          }
        });
  }
}
