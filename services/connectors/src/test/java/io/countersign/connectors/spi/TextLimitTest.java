package io.countersign.connectors.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextLimitTest {
  @Test
  void whatFitsStaysAsItIs() {
    assertThat(TextLimit.cut("abcdef", 6)).isEqualTo("abcdef");
    assertThat(TextLimit.cut("", 6)).isEmpty();
  }

  @Test
  void whatIsLongerEndsInDots() {
    assertThat(TextLimit.cut("abcdefg", 6)).isEqualTo("abc...");
  }

  @Test
  void noCharacterIsCutInHalf() {
    assertThat(TextLimit.cut("ab\ud83d\udd25cdef", 6)).isEqualTo("ab...");
    assertThat(TextLimit.cut("a\ud83d\udd25cdefg", 6)).isEqualTo("a\ud83d\udd25...");
  }
}
