package io.countersign.ledger.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InstantTextTest {
  @Test
  void whatIsWrittenIsReadAsTheJdkReadsIt() {
    var random = new SplittableRandom(5);
    var units = List.of(1L, 1_000L, 1_000_000L, 1_000_000_000L);
    for (int i = 0; i < 100_000; i++) {
      long unit = units.get(random.nextInt(units.size()));
      var at =
          Instant.ofEpochSecond(
              random.nextLong(-80_000_000_000L, 270_000_000_000L),
              random.nextLong(1_000_000_000L) / unit * unit);
      assertThat(InstantText.parse(at.toString())).isEqualTo(at);
    }
  }

  @Test
  void whatElseTheJdkReadsIsReadToo() {
    for (var text :
        List.of(
            "2026-12-01T12:00:00.1Z",
            "2026-12-01T12:00:00.Z",
            "2026-12-01T12:00:00+01:00",
            "2026-12-31T23:59:60Z",
            "2026-12-01T24:00:00Z",
            "2024-02-29T00:00:00Z",
            "2026-12-01T12:00:00.000000001Z")) {
      assertThat(InstantText.parse(text)).as(text).isEqualTo(Instant.parse(text));
    }
  }

  @Test
  void whatIsNoneIsRefused() {
    for (var text :
        List.of(
            "",
            "Z",
            "2026-12-01",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-12-01T25:00:00Z",
            "2026-12-01T12:60:00Z",
            "2026-12-01T12:00:00.1234567891Z",
            "2026-12-01T12:00:0xZ",
            "2026-12-01T12:00:00")) {
      assertThatThrownBy(() -> InstantText.parse(text))
          .as(text)
          .isInstanceOf(DateTimeException.class);
    }
  }
}
