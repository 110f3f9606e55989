package io.countersign.connectors.ansible.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConcealmentTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "7|pin: 7|true",
        "7|pin=7, next|true",
        "7|7|true",
        "7|a 17 and b7c and 7|true",
        "7|replicas: 17, node7x, v1.27|false",
        "yes|it says yes.|true",
        "yes|eyes and yesterday|false",
        "a!|x a!b|true",
        "a!|xa!b|false",
        "ab,|say ab,c|true",
        "ü|ü!|true",
        "ü|müde|false",
      })
  void aTextInWhichAShortValueStandsByItselfIsWithheld(String value, String text, boolean held) {
    var told = Concealment.of(List.of(), List.of(value), false).told(text);
    assertThat(told).isEqualTo(held ? "[withheld: may hold a vaulted value]" : text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"s3cr|xs3crx stands|x[redacted]x stands", "s3cr|none|none"})
  void aLongerOneIsCutOutWhereverItStands(String value, String text, String told) {
    assertThat(Concealment.of(List.of(), List.of(value), false).told(text)).isEqualTo(told);
  }
}
