package io.countersign.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EntityIdTest {
  @Test
  void isReadAsItIsWritten() {
    var id = EntityId.service("rig", "checkout-api");
    assertThat(EntityId.parse(id.toString())).isEqualTo(id);
    assertThatThrownBy(() -> EntityId.parse("checkout-api"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Part by part, {@code a} would come before {@code a-b}; what is recorded is sorted by text. */
  @Test
  void idsAreOrderedAsTheirTextsAre() {
    var ids =
        List.of(
            EntityId.parse("host/rig/b"),
            EntityId.parse("service/rig-b/a"),
            EntityId.parse("service/rig/a"),
            EntityId.parse("service/rig/b"));
    assertThat(ids.reversed().stream().sorted()).isEqualTo(ids);
    assertThat(ids).isSortedAccordingTo((a, b) -> a.toString().compareTo(b.toString()));
  }
}
