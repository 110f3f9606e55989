package io.countersign.domain.calendar.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceTextTest {
  private static RecurrenceText parse(String text) {
    return RecurrenceText.parse(text, "Europe/Berlin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FREQ=DAILY",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU",
        "FREQ=MONTHLY;BYDAY=-1FR,2TU;COUNT=12",
        "FREQ=YEARLY;BYMONTH=3,10;BYMONTHDAY=-1;UNTIL=20301231T000000Z"
      })
  void itIsWrittenAsItIsRead(String text) {
    assertThat(RecurrenceText.write(Objects.requireNonNull(parse(text).rule()))).isEqualTo(text);
  }

  @Test
  void aLocalEndIsOfTheZone() {
    var local = Objects.requireNonNull(parse("FREQ=DAILY;UNTIL=20260701T120000").rule());
    assertThat(local.until()).isEqualTo(Instant.parse("2026-07-01T10:00:00Z"));
    var day = Objects.requireNonNull(parse("FREQ=DAILY;UNTIL=20260701").rule());
    assertThat(day.until()).isEqualTo(Instant.parse("2026-07-01T21:59:59Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FREQ=SECONDLY|FREQ=SECONDLY",
        "BYDAY=MO|FREQ=",
        "FREQ=DAILY;BYHOUR=3|BYHOUR",
        "FREQ=DAILY;FREQ=DAILY|twice",
        "FREQ=DAILY;INTERVAL=many|many",
        "FREQ=DAILY;COUNT=99999999999|whole",
        "FREQ=WEEKLY;BYDAY=XX|XX",
        "FREQ=MONTHLY;BYDAY=0MO|0MO",
        "FREQ=DAILY;INTERVAL=-4294967295|-4294967295",
        "FREQ=DAILY;COUNT=-4294967290|-4294967290",
        "FREQ=MONTHLY;BYMONTHDAY=27,-2147483648|-2147483648",
        "FREQ=DAILY;UNTIL=+9999999991231T235959Z|+999999999",
        "FREQ=DAILY;UNTIL=20260231T000000Z|20260231",
        "FREQ=DAILY;UNTIL=20260101+0200|20260101+0200",
        "FREQ=DAILY;UNTIL=tomorrow|tomorrow",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU|WKST"
      })
  void e07_whatIsntKnownIsAProblem(String text, String said) {
    assertThat(parse(text).rule()).isNull();
    assertThat(parse(text).problems()).anySatisfy(it -> assertThat(it).contains(said));
  }

  @Test
  void allAreToldAtOnce() {
    assertThat(parse("FREQ=HOURLY;INTERVAL=x;BYSETPOS=1").problems()).hasSize(3);
  }

  @Test
  void e07_aRuleOfThousandsOfPartsIsntEvenTakenApart() {
    var thousands = "FREQ=WEEKLY;BYDAY=" + "MO,".repeat(5_000) + "MO";
    assertThat(parse(thousands).problems()).hasSize(1).first().asString().contains("characters");
  }
}
