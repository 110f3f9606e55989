package io.countersign.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://app:s%40cret@db.example:5433/countersign",
        "postgres://app:s%40cret@db.example:5433/countersign",
        "jdbc:postgresql://db.example:5433/countersign?user=app&password=s%40cret"
      })
  void readsBothForms(String text) {
    var url = DatabaseUrl.parse(text);
    assertThat(url.jdbc()).startsWith("jdbc:postgresql://db.example:5433/countersign?");
    assertThat(url.jdbc()).doesNotContain("cret");
    assertThat(url.user()).isEqualTo("app");
    assertThat(url.password()).isEqualTo("s@cret");
    assertThat(url.toString()).doesNotContain("cret");
  }

  @Test
  void keepsOptions() {
    assertThat(DatabaseUrl.parse("postgresql://app@db/x?sslmode=require").jdbc())
        .contains("sslmode=require");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mysql://a:secret@db/x", "postgresql:///x", "postgresql://db/x", "a secret b"})
  void refusesOthersWithoutRepeatingThem(String text) {
    assertThatThrownBy(() -> DatabaseUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }
}
