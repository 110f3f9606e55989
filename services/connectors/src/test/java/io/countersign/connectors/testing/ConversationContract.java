package io.countersign.connectors.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryConversation.Posted;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.conversation.Card;
import io.countersign.connectors.spi.conversation.Card.Tone;
import io.countersign.connectors.spi.conversation.CardAction.OpenLink;
import io.countersign.connectors.spi.conversation.CardAction.Respond;
import io.countersign.connectors.spi.conversation.CardFact;
import io.countersign.connectors.spi.conversation.ChannelStanding.Kind;
import io.countersign.connectors.spi.conversation.Conversation;
import io.countersign.connectors.spi.conversation.ConversationForm;
import io.countersign.connectors.spi.conversation.ConversationMember;
import io.countersign.connectors.spi.conversation.ConversationMember.Standing;
import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.domain.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of every conversation. There is a channel {@link #CHANNEL}, and nothing in it. */
public abstract class ConversationContract {
  protected static final String CHANNEL = "operations";
  protected static final String KEY = "inc_0123456789abcdef/approval";
  protected static final Card WAITING =
      new Card(
          "checkout-api fails since 1.5.0",
          Tone.ATTENTION,
          "Roll back to 1.4.2?",
          List.of(new CardFact("Risk", "high"), new CardFact("Expires", "11:00 UTC")),
          List.of(
              new Respond("Deny", "rem_0123456789abcdef/deny", Respond.Style.DANGER),
              new OpenLink("Review", "https://countersign.example.org/r/1")));
  protected static final Card DONE =
      new Card("checkout-api is well", Tone.SUCCESS, "Rolled back.", List.of(), List.of());

  protected abstract Conversation conversation();

  /** What people see in the channel, the first card first. */
  protected abstract List<Posted> seen();

  /** The next post or reply takes place, and its answer is lost. */
  protected abstract void loseNextAnswer();

  /** Somebody removes a card. */
  protected abstract void removed(Reference posted);

  protected abstract void down();

  /** Somebody of this standing, who is in {@link #CHANNEL}. */
  protected abstract ConversationPerson person(Standing standing);

  /** What this person was told beside the cards, in channels or as an answer. */
  protected abstract List<String> told(ConversationPerson person);

  /** An address that takes answers for this person. */
  protected abstract String answerAddress(ConversationPerson person);

  /** A trigger that this person could show a form with. */
  protected abstract String trigger(ConversationPerson person);

  /** The texts of the forms that this person sees. */
  protected abstract List<String> forms(ConversationPerson person);

  /** {@link #CHANNEL} can't be posted to from now on. */
  protected abstract void closed(Kind why);

  private Reference posted() {
    return Outcomes.value(conversation().post(CHANNEL, KEY, WAITING));
  }

  @Test
  void aCardIsPostedAndReferredTo() {
    var reference = posted();
    assertThat(reference.system()).isEqualTo(conversation().name());
    assertThat(seen())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.reference()).isEqualTo(reference);
              assertThat(it.channel()).isEqualTo(CHANNEL);
              assertThat(it.card()).isEqualTo(WAITING);
            });
  }

  @Test
  void theSameKeyPostsOnceWhateverItIsAskedWith() {
    var first = posted();
    assertThat(Outcomes.value(conversation().post(CHANNEL, KEY, DONE))).isEqualTo(first);
    assertThat(seen()).extracting(Posted::card).containsExactly(WAITING);
    var other = Outcomes.value(conversation().post(CHANNEL, KEY + "/2", DONE));
    assertThat(other.isSameThing(first)).isFalse();
    assertThat(seen()).hasSize(2);
  }

  @Test
  void aPostWhoseAnswerWasLostIsFoundAgain() {
    loseNextAnswer();
    var lost = Outcomes.failed(conversation().post(CHANNEL, KEY, WAITING));
    assertThat(lost.code().effectUnknown()).isTrue();
    assertThat(lost.category().retryable()).isTrue();
    var found = posted();
    assertThat(seen()).extracting(Posted::reference).containsExactly(found);
  }

  @Test
  void anUpdateShowsTheLastContentInItsPlace() {
    var reference = posted();
    assertThat(Outcomes.value(conversation().update(reference, DONE)).isSameThing(reference))
        .isTrue();
    assertThat(seen()).extracting(Posted::card).containsExactly(DONE);
  }

  @Test
  void theSameContentAgainIsNoEdit() {
    var reference = posted();
    Outcomes.value(conversation().update(reference, DONE));
    Outcomes.value(conversation().update(reference, DONE));
    assertThat(seen()).extracting(Posted::edits).containsExactly(1);
  }

  @Test
  void aReplyIsAddedToItsCardOnce() {
    var reference = posted();
    var first = Outcomes.value(conversation().reply(reference, "approved", "Approved."));
    loseNextAnswer();
    var lost = Outcomes.failed(conversation().reply(reference, "done", "Done."));
    assertThat(lost.code().effectUnknown()).isTrue();
    Outcomes.value(conversation().reply(reference, "done", "Done."));
    assertThat(Outcomes.value(conversation().reply(reference, "approved", "Otherwise.")))
        .isEqualTo(first);
    assertThat(seen().getFirst().replies()).containsExactly("Approved.", "Done.");
  }

  /** It's somebody's alert text: nobody is called by it, and nothing of it is lost. */
  @Test
  void textIsShownAsItStands() {
    var text = "<!channel> *bold* <@U012AB3CD> a & b < c `x` \u202e\ud83d\udd25\nline 2";
    var card = new Card("title " + "*x*", Tone.NEUTRAL, text, List.of(), List.of());
    var reference = Outcomes.value(conversation().post(CHANNEL, KEY, card));
    Outcomes.value(conversation().reply(reference, "1", "<!here> & co"));
    assertThat(seen().getFirst().card()).isEqualTo(card);
    assertThat(seen().getFirst().replies()).containsExactly("<!here> & co");
  }

  @Test
  void aCardThatWasRemovedIsNotFound() {
    var reference = posted();
    removed(reference);
    var update = Outcomes.failed(conversation().update(reference, DONE));
    assertThat(update.code()).isEqualTo(FailureCode.NOT_FOUND);
    assertThat(update.category()).isEqualTo(FailureCategory.USER);
    assertThat(Outcomes.failed(conversation().reply(reference, "1", "Done.")).code())
        .isEqualTo(FailureCode.NOT_FOUND);
    assertThat(seen()).isEmpty();
  }

  @Test
  void aChannelThatIsNotThereIsNotFound() {
    var failed = Outcomes.failed(conversation().post("nowhere", KEY, WAITING));
    assertThat(failed.code()).isEqualTo(FailureCode.NOT_FOUND);
    assertThat(failed.category().retryable()).isFalse();
  }

  @Test
  void beingDownIsToldWithAdviceAndMayBeRetried() {
    assertThat(conversation().check().ok()).isTrue();
    var reference = posted();
    down();
    var failed = Outcomes.failed(conversation().post(CHANNEL, KEY + "/2", WAITING));
    assertThat(failed.code()).isEqualTo(FailureCode.UNREACHABLE);
    assertThat(failed.category().retryable()).isTrue();
    assertThat(Outcomes.failed(conversation().update(reference, DONE)).code())
        .isEqualTo(FailureCode.UNREACHABLE);
    assertThat(conversation().check().advice()).isNotBlank();
  }

  @Test
  void onePersonIsToldAsideAndByNobodysAddress() {
    var person = person(Standing.FULL);
    Outcomes.value(conversation().tell(CHANNEL, person, "<!here> only you"));
    Outcomes.value(conversation().answer(answerAddress(person), "not linked & more"));
    assertThat(told(person)).containsExactly("<!here> only you", "not linked & more");
    for (var address : List.of("https://elsewhere.example.com/x", "no address at all", "")) {
      assertThat(Outcomes.failed(conversation().answer(address, "secret")).code())
          .isEqualTo(FailureCode.REFUSED);
    }
    assertThat(Outcomes.failed(conversation().tell("nowhere", person, "x")).code())
        .isEqualTo(FailureCode.NOT_FOUND);
    assertThat(seen()).isEmpty();
  }

  @Test
  void aTriggerShowsOneForm() {
    var person = person(Standing.FULL);
    var form =
        new ConversationForm(
            "Deny <it>",
            "rem_1",
            "Deny",
            "Why not? *x*",
            List.of(new ConversationForm.Field("reason", "Reason", 500, true)));
    var trigger = trigger(person);
    Outcomes.value(conversation().ask(trigger, form));
    assertThat(forms(person)).containsExactly("Why not? *x*");
    assertThat(Outcomes.failed(conversation().ask(trigger, form)).code())
        .isEqualTo(FailureCode.REFUSED);
    assertThat(Outcomes.failed(conversation().ask("never-given", form)).code())
        .isEqualTo(FailureCode.REFUSED);
    assertThat(forms(person)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aPersonsStandingIsAsTheChatHasIt(Standing standing) {
    var person = person(standing);
    assertThat(Outcomes.value(conversation().member(person)))
        .isEqualTo(new ConversationMember(person, standing));
  }

  @Test
  void whoIsNotThereIsNotFound() {
    var nobody = new ConversationPerson(person(Standing.FULL).workspace(), "U0NOBODY01");
    assertThat(Outcomes.failed(conversation().member(nobody)).code())
        .isEqualTo(FailureCode.NOT_FOUND);
    assertThat(Outcomes.failed(conversation().direct(nobody)).code())
        .isEqualTo(FailureCode.NOT_FOUND);
  }

  @Test
  void aCardCanGoToOnePersonAlone() {
    var direct = Outcomes.value(conversation().direct(person(Standing.FULL)));
    assertThat(Outcomes.value(conversation().direct(person(Standing.FULL)))).isEqualTo(direct);
    var first = Outcomes.value(conversation().post(direct, KEY, WAITING));
    assertThat(Outcomes.value(conversation().post(direct, KEY, WAITING))).isEqualTo(first);
    assertThat(Outcomes.value(conversation().standing(direct)).kind()).isEqualTo(Kind.OPEN);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"ARCHIVED", "NOT_MEMBER"})
  void whatKeepsUsFromPostingIsNamed(Kind why) {
    assertThat(Outcomes.value(conversation().standing(CHANNEL)).kind()).isEqualTo(Kind.OPEN);
    assertThat(Outcomes.value(conversation().standing("nowhere")).kind()).isEqualTo(Kind.ABSENT);
    closed(why);
    assertThat(Outcomes.value(conversation().standing(CHANNEL)).kind()).isEqualTo(why);
    var failed = Outcomes.failed(conversation().post(CHANNEL, KEY, WAITING));
    assertThat(failed.code()).isEqualTo(FailureCode.NOT_FOUND);
    assertThat(failed.category().retryable()).isFalse();
  }
}
