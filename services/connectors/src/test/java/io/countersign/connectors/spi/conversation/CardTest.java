package io.countersign.connectors.spi.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.connectors.spi.conversation.Card.Tone;
import io.countersign.connectors.spi.conversation.CardAction.OpenLink;
import io.countersign.connectors.spi.conversation.CardAction.Respond;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardTest {
  private static final CardFact FACT = new CardFact("Risk", "high");
  private static final CardAction LINK = new OpenLink("Review", "https://example.org/r/1");

  @Test
  void textsThatAreTooLongAreCut() {
    var card = new Card("t".repeat(200), Tone.DANGER, "x".repeat(4000), List.of(), List.of());
    assertThat(card.title()).hasSize(150).endsWith("...");
    assertThat(card.text()).hasSize(3000).endsWith("...");
    var fact = new CardFact("l".repeat(100), "v".repeat(2000));
    assertThat(fact.label()).hasSize(75);
    assertThat(fact.value()).hasSize(1000);
  }

  @Test
  void aTitleIsOneLine() {
    assertThat(card("a\nb\tc", 0, 0).title()).isEqualTo("a b c");
    assertThatThrownBy(() -> card("\n ", 0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void morePartsThanFitAreRefused() {
    assertThat(card("t", 10, 5).facts()).hasSize(10);
    assertThatThrownBy(() -> card("t", 11, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> card("t", 0, 6)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "javascript:alert(1)", "/r/1", "ftp://example.org/", "https:///r"})
  void anAddressIsOneThatABrowserOpens(String url) {
    assertThatThrownBy(() -> new OpenLink("Review", url))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatAButtonSaysAndCarriesIsNeverCut() {
    var long75 = "l".repeat(75);
    assertThat(new Respond(long75, "v".repeat(2000), Respond.Style.PRIMARY).label())
        .isEqualTo(long75);
    assertThatThrownBy(() -> new Respond("l".repeat(76), "v", Respond.Style.PLAIN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Respond("l", "v".repeat(2001), Respond.Style.PLAIN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Respond("l", "", Respond.Style.PLAIN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OpenLink(" ", "https://example.org/"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Card card(String title, int facts, int actions) {
    return new Card(
        title,
        Tone.NEUTRAL,
        "",
        Collections.nCopies(facts, FACT),
        Collections.nCopies(actions, LINK));
  }
}
