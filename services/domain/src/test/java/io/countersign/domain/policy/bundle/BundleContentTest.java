package io.countersign.domain.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.policy.bundle.BundleContent.File;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleContentTest {
  private static final File RULE = new File("approval/one.yaml", "id: one\n");
  private static final File RUNBOOK = new File("runbooks/two.yaml", "id: two\n");

  @Test
  void theOrderOfTheFilesDoesNotCountAndEveryByteDoes() {
    var bundle = new BundleContent(List.of(RULE, RUNBOOK));
    assertThat(new BundleContent(List.of(RUNBOOK, RULE))).isEqualTo(bundle);
    var other = new BundleContent(List.of(new File(RULE.name(), "id: one"), RUNBOOK));
    assertThat(other.digest()).isNotEqualTo(bundle.digest());
    assertThat(new BundleContent(List.of(RULE)).digest()).isNotEqualTo(bundle.digest());
  }

  @Test
  void itIsKeptAsCanonicalJson() {
    var kept = new BundleContent(List.of(RUNBOOK, RULE)).bytes();
    assertThat(new String(kept, StandardCharsets.UTF_8))
        .isEqualTo("{\"approval/one.yaml\":\"id: one\\n\",\"runbooks/two.yaml\":\"id: two\\n\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/etc/passwd", "a/../b", "../a", "a//b", "a b", ".hidden", "a/b/c/d/e/f"})
  void aNameLeadsNowhereElse(String name) {
    assertThatThrownBy(() -> new File(name, "")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itIsBounded() {
    assertThatThrownBy(() -> new BundleContent(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BundleContent(List.of(RULE, RULE)))
        .isInstanceOf(IllegalArgumentException.class);
    var large = new File("large", "x".repeat(BundleContent.MOST_BYTES));
    assertThatThrownBy(() -> new BundleContent(List.of(large)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
