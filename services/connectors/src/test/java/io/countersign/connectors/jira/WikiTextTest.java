package io.countersign.connectors.jira;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plain text on a Data Center means nothing but itself. */
class WikiTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          h1. Approved > h1\\. Approved
          bq. said so > bq\\. said so
          *bold* and _so_ > \\*bold* and \\_so_
          ---- > \\-\\-\\-\\-
          -gone- +new+ ^up^ ~down~ ??who?? > \\-gone- \\+new+ \\^up^ \\~down~ \\?\\?who?\\?
          all is well (/) > all is well \\(/)
          [~admin] {code} !x! |y > \\[\\~admin] \\{code} \\!x\\! \\|y
          snake_case a-b 1-2 (see) > snake_case a-b 1-2 (see)
          C:\\temp & co > C:&#92;temp & co
          """)
  void whatWouldActIsShown(String text, String wiki) {
    assertThat(WikiText.of(text)).isEqualTo(wiki);
    assertThat(WikiText.text(WikiText.of(text))).isEqualTo(text);
  }

  @Test
  void whatBeginsALineIsNoListAndANumberIsNoEntity() {
    assertThat(WikiText.of("# one\n ## two, C# and \\"))
        .isEqualTo("\\# one\n \\## two, C# and &#92;");
  }
}
