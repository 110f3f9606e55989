package io.countersign.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Contexts;
import org.junit.jupiter.api.Test;

class RecentRefusalsTest {
  private static final PrincipalId PAT = new PrincipalId("pat");
  private static final PrincipalId KIM = new PrincipalId("kim");

  private final RecentRefusals once =
      RecentRefusals.NONE.with(PAT, RefusalCode.FORBIDDEN, Contexts.after(61));

  @Test
  void holdsThePrincipalAndTheCodeForTheRestOfTheMinute() {
    assertThat(once.holds(PAT, RefusalCode.FORBIDDEN, Contexts.after(119))).isTrue();
    assertThat(once.holds(PAT, RefusalCode.FORBIDDEN, Contexts.after(120))).isFalse();
    assertThat(once.holds(PAT, RefusalCode.NOT_YET, Contexts.after(61))).isFalse();
    assertThat(once.holds(KIM, RefusalCode.FORBIDDEN, Contexts.after(61))).isFalse();
  }

  @Test
  void keepsOnlyTheLatestMinute() {
    var sameMinute = once.with(KIM, RefusalCode.FORBIDDEN, Contexts.after(62));
    assertThat(sameMinute.refused()).hasSize(2);
    var nextMinute = sameMinute.with(KIM, RefusalCode.FORBIDDEN, Contexts.after(120));
    assertThat(nextMinute.refused()).hasSize(1);
    assertThat(nextMinute.with(PAT, RefusalCode.FORBIDDEN, Contexts.after(61)))
        .isEqualTo(nextMinute);
  }
}
