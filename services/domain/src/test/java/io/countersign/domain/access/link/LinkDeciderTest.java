package io.countersign.domain.access.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.link.LinkCommand.ConfirmAccount;
import io.countersign.domain.access.link.LinkCommand.EndLink;
import io.countersign.domain.access.link.LinkCommand.OfferLink;
import io.countersign.domain.access.link.LinkCommand.ProposeAccount;
import io.countersign.domain.access.link.LinkCommand.RedeemLink;
import io.countersign.domain.access.link.LinkEvent.AccountLinked;
import io.countersign.domain.access.link.LinkEvent.AccountProposed;
import io.countersign.domain.access.link.LinkEvent.AttemptRefused;
import io.countersign.domain.access.link.LinkEvent.LinkEnded;
import io.countersign.domain.access.link.LinkEvent.LinkOffered;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.DeciderSpec;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.domain.testing.Remediations;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An account is one person's, who links it by a code that nobody else was shown. */
class LinkDeciderTest {
  private static final DeciderSpec<LinkState, LinkEvent, LinkCommand> LINK =
      DeciderSpec.of(LinkState.initial(), LinkState::evolve, LinkDecider::decide);
  private static final LinkId ID = new LinkId("lnk_0123456789abcdef0123");
  private static final PrincipalId ALICE = new PrincipalId("alice");
  private static final LinkCode CODE = new LinkCode("abcd-efgh-jk23");
  private static final LinkedAccount ACCOUNT = new LinkedAccount("slack", "T1", "U1");
  private static final OfferLink OFFER = new OfferLink(ID, "slack", CODE.digest());
  private static final RedeemLink REDEEM = new RedeemLink(ID, ACCOUNT, CODE.digest());
  private static final String WHERE = "https://jira.example/browse/OPS-1";
  private static final ProposeAccount PROPOSE =
      new ProposeAccount(ID, ACCOUNT, CODE.digest(), WHERE);
  private static final LinkOffered OFFERED =
      new LinkOffered(ID, ALICE, "slack", CODE.digest(), Contexts.T0.plus(Duration.ofMinutes(10)));
  private static final AccountLinked LINKED = new AccountLinked(ID, ALICE, ACCOUNT);

  private final Map<LinkedAccount, PrincipalId> held = new HashMap<>();
  private int open;
  private final KnownFacts facts =
      Remediations.staff()
          .with(
              LinkFacts.class,
              new LinkFacts() {
                @Override
                public Optional<PrincipalId> personOf(LinkedAccount account) {
                  return Optional.ofNullable(held.get(account));
                }

                @Override
                public boolean isAnothers(LinkedAccount account, PrincipalId person) {
                  return held.entrySet().stream()
                      .anyMatch(
                          it ->
                              it.getKey().workspace().equals(account.workspace())
                                  && it.getKey().account().equals(account.account())
                                  && !it.getValue().equals(person));
                }

                @Override
                public boolean hasAccount(PrincipalId person, String system, String workspace) {
                  return held.entrySet().stream()
                      .anyMatch(
                          it ->
                              it.getValue().equals(person)
                                  && it.getKey().system().equals(system)
                                  && it.getKey().workspace().equals(workspace));
                }

                @Override
                public int openOffers(PrincipalId person, Instant at) {
                  return open;
                }
              });
  private final CommandContext alice = facts.as("alice");
  private final CommandContext product = facts.asSystem();

  @Test
  void anAccountIsOnePersonsThroughWhicheverConnectionToItsSite() {
    held.put(new LinkedAccount("other-slack", "T1", "U1"), new PrincipalId("bob"));
    LINK.given(OFFERED).when(REDEEM, product).thenRefused(RefusalCode.ACCOUNT_TAKEN);
    held.put(new LinkedAccount("other-slack", "T1", "U1"), ALICE);
    LINK.given(OFFERED).when(REDEEM, product).then(LINKED);
  }

  @Test
  void aPersonAsksForACodeAndNobodyElse() {
    LINK.given().when(OFFER, alice).then(OFFERED);
    LINK.given(OFFERED).when(OFFER, alice).thenUnchanged();
    LINK.given().when(OFFER, facts.as("ci")).thenRefused(RefusalCode.HUMAN_REQUIRED);
    LINK.given().when(OFFER, product).thenRefused(RefusalCode.HUMAN_REQUIRED);
    open = 5;
    LINK.given().when(OFFER, alice).thenRefused(RefusalCode.TOO_MANY_REQUESTS);
  }

  @Test
  void aCodeIsGoodOnce() {
    LINK.given(OFFERED).when(REDEEM, product).then(LINKED);
    LINK.given(OFFERED, LINKED).when(REDEEM, product).thenUnchanged();
    var other = new RedeemLink(ID, new LinkedAccount("slack", "T1", "U2"), CODE.digest());
    LINK.given(OFFERED, LINKED).when(other, product).thenRefused(RefusalCode.LINK_CODE_USED);
    LINK.given().when(REDEEM, product).thenRefused(RefusalCode.LINK_CODE_WRONG);
    var elsewhere = new RedeemLink(ID, new LinkedAccount("jira", "T1", "U1"), CODE.digest());
    LINK.given(OFFERED).when(elsewhere, product).thenRefused(RefusalCode.LINK_CODE_WRONG);
    LINK.given(OFFERED).when(REDEEM, alice).thenRefused(RefusalCode.FORBIDDEN);
  }

  @Test
  void whatOthersCanReadProposesAnAccountAndThePersonConfirmsIt() {
    var shown = new AccountProposed(ID, ACCOUNT, WHERE);
    var confirm = new ConfirmAccount(ID, ACCOUNT);
    LINK.given(OFFERED).when(PROPOSE, product).then(shown);
    LINK.given(OFFERED, shown).when(PROPOSE, product).thenUnchanged();
    LINK.given(OFFERED).when(PROPOSE, alice).thenRefused(RefusalCode.FORBIDDEN);
    LINK.given(OFFERED).when(confirm, alice).thenRefused(RefusalCode.LINK_CODE_WRONG);
    LINK.given(OFFERED, shown)
        .when(confirm, facts.as("carol"))
        .thenRefused(RefusalCode.UNKNOWN_LINK);
    LINK.given(OFFERED, shown).when(confirm, product).thenRefused(RefusalCode.HUMAN_REQUIRED);
    LINK.given(OFFERED, shown).when(confirm, alice).then(LINKED);
    LINK.given(OFFERED, shown, LINKED).when(confirm, alice).thenUnchanged();
    LINK.given(OFFERED, LINKED).when(PROPOSE, product).thenRefused(RefusalCode.LINK_CODE_USED);
    held.put(ACCOUNT, new PrincipalId("bob"));
    LINK.given(OFFERED, shown).when(confirm, alice).thenRefused(RefusalCode.ACCOUNT_TAKEN);
  }

  @Test
  void aCodeThatTwoAccountsShowedIsNeithers() {
    var copied = new LinkedAccount("slack", "T1", "U2");
    var first = new AccountProposed(ID, copied, WHERE);
    var second = new AccountProposed(ID, ACCOUNT, WHERE);
    LINK.given(OFFERED, first).when(PROPOSE, product).then(second);
    for (var account : List.of(ACCOUNT, copied)) {
      LINK.given(OFFERED, first, second)
          .when(new ConfirmAccount(ID, account), alice)
          .thenRefused(RefusalCode.LINK_CODE_USED);
    }
  }

  @Test
  void aCodeIsGoodForTenMinutes() {
    var late = new LinkOffered(ID, ALICE, "slack", CODE.digest(), Contexts.T0);
    LINK.given(late)
        .when(REDEEM, product)
        .thenRefused(RefusalCode.LINK_CODE_EXPIRED)
        .recording(
            new AttemptRefused(
                ID, RefusalCode.LINK_CODE_EXPIRED, PrincipalId.SYSTEM, "RedeemLink", Contexts.T0));
  }

  @Test
  void anAccountIsOnePersonsAndAPersonHasOneInAWorkspace() {
    held.put(ACCOUNT, new PrincipalId("bob"));
    LINK.given(OFFERED).when(REDEEM, product).thenRefused(RefusalCode.ACCOUNT_TAKEN);
    held.clear();
    held.put(new LinkedAccount("slack", "T1", "U9"), ALICE);
    LINK.given(OFFERED).when(REDEEM, product).thenRefused(RefusalCode.LINK_EXISTS);
    held.clear();
    held.put(new LinkedAccount("slack", "T2", "U9"), ALICE);
    LINK.given(OFFERED).when(REDEEM, product).then(LINKED);
  }

  @Test
  void whoWasDisabledMeanwhileGetsNoAccount() {
    facts.disabled("alice");
    LINK.given(OFFERED).when(REDEEM, product).thenRefused(RefusalCode.PRINCIPAL_DISABLED);
    LINK.given().when(OFFER, alice).thenRefused(RefusalCode.PRINCIPAL_DISABLED);
  }

  @Test
  void onesOwnIsEndedByOneselfAndAnothersByAnAdministrator() {
    var end = new EndLink(ID);
    LINK.given(OFFERED, LINKED).when(end, alice).then(new LinkEnded(ID, ALICE, ALICE));
    LINK.given(OFFERED, LINKED)
        .when(end, facts.as("root"))
        .then(new LinkEnded(ID, ALICE, new PrincipalId("root")));
    LINK.given(OFFERED, LINKED).when(end, facts.as("carol")).thenRefused(RefusalCode.FORBIDDEN);
    LINK.given().when(end, alice).thenRefused(RefusalCode.UNKNOWN_LINK);
    var ended = new LinkEnded(ID, ALICE, ALICE);
    LINK.given(OFFERED, LINKED, ended).when(end, alice).thenUnchanged();
    LINK.given(OFFERED, LINKED, ended)
        .when(REDEEM, product)
        .thenRefused(RefusalCode.LINK_CODE_USED);
  }

  @Test
  void aCodeHasAFormAndIsNeverPrinted() {
    assertThat(CODE.reveal()).isEqualTo("ABCD-EFGH-JK23");
    assertThat(new LinkCode(" abcdefghjk23 ")).isEqualTo(CODE);
    assertThat(CODE.toString()).doesNotContain("ABCD");
    for (var bad : new String[] {"", "ABCD", "ABCD-EFGH-JK2O", "ABCD-EFGH-JK2345"}) {
      assertThatThrownBy(() -> new LinkCode(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
