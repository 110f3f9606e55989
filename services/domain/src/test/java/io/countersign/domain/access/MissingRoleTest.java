package io.countersign.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MissingRoleTest {
  @Test
  void whoHoldsItElsewhereIsToldSo() {
    assertThat(MissingRole.text(Set.of(Role.APPROVER), Set.of(Role.APPROVER, Role.VIEWER)))
        .isEqualTo(
            "You hold the role APPROVER, but within bounds that this is outside of."
                + " An administrator grants roles.");
  }

  @Test
  void whoDoesntIsToldWhatTheyHold() {
    assertThat(MissingRole.text(Set.of(Role.APPROVER), Set.of(Role.VIEWER)))
        .isEqualTo("This takes the role APPROVER; you hold VIEWER. An administrator grants roles.");
    assertThat(MissingRole.text(Set.of(Role.APPROVER), Set.of())).contains("you hold none");
  }
}
