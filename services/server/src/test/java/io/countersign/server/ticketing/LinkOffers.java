package io.countersign.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Actor;
import io.countersign.domain.Answer;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Surface;
import io.countersign.domain.access.link.LinkCode;
import io.countersign.domain.access.link.LinkCommand.OfferLink;
import io.countersign.domain.access.link.LinkId;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/** Codes as people are shown them in their sessions, and what else they send from there. */
final class LinkOffers {
  private static final Random RANDOM = new Random();

  private LinkOffers() {}

  /** A code that links an account of a system to this person. */
  static String offered(Ledger ledger, String system, PrincipalId person) {
    var letters = new StringBuilder();
    RANDOM
        .ints(LinkCode.LENGTH, 0, LinkCode.ALPHABET.length())
        .forEach(it -> letters.append(LinkCode.ALPHABET.charAt(it)));
    var code = new LinkCode(letters.toString());
    var offer = new OfferLink(LinkId.of(UUID.randomUUID()), system, code.digest());
    var receipt = ledger.send(new Submission.OfCommand(offer, by(person))).join();
    assertThat(receipt.answer()).isInstanceOf(Answer.Done.class);
    assertThat(ledger.awaitViews(receipt.position(), Eventually.PATIENCE)).isTrue();
    return code.reveal();
  }

  static CommandContext by(PrincipalId person) {
    return new CommandContext(
        UUID.randomUUID(),
        new Actor(person, PrincipalKind.PERSON),
        Instant.now(),
        Surface.CLI,
        null,
        null,
        null,
        Facts.NONE);
  }
}
