package io.countersign.connectors.mail;

import io.countersign.connectors.notice.NoticeWords;
import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secrets;
import io.countersign.connectors.spi.notice.AddressedNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.connectors.spi.notice.NoticeReceipt;
import io.countersign.connectors.transport.ConnectionAdvice;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notices by SMTP. Whom the server refuses for good doesn't keep the others from being told;
 * where it can't take one for now, all are told again, under the same id.
 */
final class MailNotifier implements AddressedNotifier {
  private static final Logger LOG = LoggerFactory.getLogger(MailNotifier.class);

  private final MailSettings settings;
  private final InstantSource clock;

  MailNotifier(MailSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** What is done while connected. */
  @FunctionalInterface
  private interface Talk {
    void over(Transport transport, Session session) throws MessagingException;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Duration timeout() {
    return settings.timeout();
  }

  /** Without recipients of its own it has nobody to tell. */
  @Override
  public Outcome<NoticeReceipt> notify(Notice notice) {
    return settings.to().isEmpty()
        ? refused(name() + " has no `to`: it's only for who is on call")
        : notify(notice, settings.to());
  }

  @Override
  public Outcome<NoticeReceipt> notify(Notice notice, List<String> addresses) {
    try {
      var words = NoticeWords.of(notice);
      var from = MailAddress.parsed(settings.from());
      var to = addresses.stream().map(MailAddress::parsed).toList();
      return connected((transport, session) -> send(words, from, to, transport, session))
          .then(_ -> Outcome.ok(new NoticeReceipt(words.id())));
    } catch (IllegalArgumentException _) {
      return refused("one of the addresses isn't one");
    }
  }

  @Override
  public ConnectionHealth check() {
    return switch (connected((_, _) -> {})) {
      case Outcome.Ok<Boolean> _ ->
          ConnectionHealth.working(where() + " takes the login; a notice was not sent");
      case Outcome.Failed<Boolean> failed -> ConnectionAdvice.about(failed);
    };
  }

  private void send(
      NoticeWords words,
      InternetAddress from,
      List<InternetAddress> to,
      Transport transport,
      Session session)
      throws MessagingException {
    var mail = NoticeMail.of(words, from, to, clock.instant(), session);
    try {
      transport.sendMessage(mail, mail.getAllRecipients());
    } catch (SendFailedException e) {
      if (many(e.getValidSentAddresses()) == 0 || many(e.getValidUnsentAddresses()) > 0) {
        throw e;
      }
      LOG.warn(
          "{} took a notice for all but {} recipients", where(), many(e.getInvalidAddresses()));
    }
  }

  private static int many(Address @Nullable [] addresses) {
    return addresses == null ? 0 : addresses.length;
  }

  private Outcome<Boolean> connected(Talk talk) {
    var reference = settings.password();
    return reference == null
        ? inTime(talk, null)
        : Secrets.resolve(reference).then(password -> inTime(talk, password.reveal()));
  }

  /** Altogether: the library's own times are of each line, and a server can trickle. */
  private Outcome<Boolean> inTime(Talk talk, @Nullable String password) {
    var task = new FutureTask<>(() -> converse(talk, password));
    var _ = Thread.ofVirtual().name("mail").start(task);
    try {
      return task.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      task.cancel(true);
      return Outcome.failed(
          FailureCategory.EXTERNAL,
          FailureCode.TIMEOUT,
          where() + " didn't come to an end in time");
    } catch (InterruptedException _) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return Outcome.failed(FailureCategory.EXTERNAL, FailureCode.TIMEOUT, "interrupted");
    } catch (ExecutionException e) {
      return MailFailure.of(e, where());
    }
  }

  /** Without a password no login is tried, whatever name the library finds for itself. */
  private Outcome<Boolean> converse(Talk talk, @Nullable String password) {
    try {
      var session = MailSession.of(settings);
      try (var transport = session.getTransport("smtp")) {
        transport.connect(settings.host(), settings.port(), settings.user(), password);
        talk.over(transport, session);
      }
      return Outcome.ok(true);
    } catch (MessagingException e) {
      return MailFailure.of(e, where());
    } catch (IOException _) {
      return refused("the file of `authority` holds no certificate that can be used");
    }
  }

  private String where() {
    return settings.host() + ":" + settings.port();
  }

  private static <T> Outcome<T> refused(String why) {
    return Outcome.failed(FailureCategory.USER, FailureCode.REFUSED, why);
  }
}
