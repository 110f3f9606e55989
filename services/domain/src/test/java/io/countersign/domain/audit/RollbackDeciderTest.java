package io.countersign.domain.audit;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.audit.RollbackCommand.AcceptRollback;
import io.countersign.domain.audit.RollbackEvent.AttemptRefused;
import io.countersign.domain.audit.RollbackEvent.RollbackAccepted;
import io.countersign.domain.audit.RollbackFacts.Claim;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.DeciderSpec;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollbackDeciderTest {
  private static final DeciderSpec<RollbackState, RollbackEvent, RollbackCommand> ROLLBACK =
      DeciderSpec.of(RollbackState.NONE, RollbackState::evolve, RollbackDecider::decide);
  private static final AcceptRollback ACCEPT = new AcceptRollback("the disk is gone");

  private final KnownFacts facts =
      KnownFacts.nothing()
          .person("anna", Role.ADMINISTRATOR)
          .person("vera", Role.AUDITOR)
          .service("bot", Role.ADMINISTRATOR);

  private void claimed(Claim... claims) {
    facts.with(RollbackFacts.class, () -> List.of(claims));
  }

  private static AttemptRefused refused(RefusalCode code, String by) {
    return new AttemptRefused(code, new PrincipalId(by), "AcceptRollback", Contexts.T0);
  }

  @Test
  void whatIsLostStaysSaid() {
    claimed(new Claim("w1", 30, false, 22), new Claim("w2", 25, true, 26));
    ROLLBACK
        .given()
        .when(ACCEPT, facts.as("anna"))
        .then(
            new RollbackAccepted(
                new PrincipalId("anna"),
                "the disk is gone",
                22,
                List.of(
                    "w1 cosigned 30 events, and there were 22",
                    "w2 cosigned another tree of 25 events")));
  }

  @Test
  void nothingIsAcceptedThatNobodyClaims() {
    claimed();
    ROLLBACK.given().when(ACCEPT, facts.as("anna")).thenUnchanged();
  }

  @Test
  void anAdministratorDecidesInPersonAndWithAReason() {
    claimed(new Claim("w1", 30, false, 22));
    ROLLBACK
        .given()
        .when(ACCEPT, facts.as("vera"))
        .thenRefused(RefusalCode.FORBIDDEN)
        .recording(refused(RefusalCode.FORBIDDEN, "vera"));
    ROLLBACK
        .given()
        .when(ACCEPT, facts.as("bot"))
        .thenRefused(RefusalCode.HUMAN_REQUIRED)
        .recording(refused(RefusalCode.HUMAN_REQUIRED, "bot"));
    ROLLBACK
        .given(refused(RefusalCode.REASON_REQUIRED, "anna"))
        .when(new AcceptRollback(" "), facts.as("anna"))
        .thenRefused(RefusalCode.REASON_REQUIRED);
  }
}
