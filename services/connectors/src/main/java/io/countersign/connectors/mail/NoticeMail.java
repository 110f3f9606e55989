package io.countersign.connectors.mail;

import io.countersign.connectors.notice.NoticeWords;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;

/** A notice as a mail: plain text, and the same as simple HTML. */
final class NoticeMail extends MimeMessage {
  private static final String UTF_8 = "UTF-8";

  private final String id;

  private NoticeMail(Session session, String id) {
    super(session);
    this.id = id;
  }

  static MimeMessage of(
      NoticeWords words,
      InternetAddress from,
      List<InternetAddress> to,
      Instant at,
      Session session)
      throws MessagingException {
    var mail = new NoticeMail(session, words.id());
    mail.setFrom(from);
    mail.setRecipients(Message.RecipientType.TO, to.toArray(Address[]::new));
    mail.setSubject(words.headline(), UTF_8);
    mail.setSentDate(Date.from(at));
    // So that no absence notice answers it.
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setContent(new MimeMultipart("alternative", plain(words), html(words)));
    mail.saveChanges();
    return mail;
  }

  /** The same for a repeat, so that whoever reads it sees it once. */
  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", "<" + id + "@countersign.invalid>");
  }

  private static MimeBodyPart plain(NoticeWords words) throws MessagingException {
    var facts =
        words.facts().stream()
            .map(it -> it.name() + ": " + it.value() + "\n")
            .collect(Collectors.joining());
    var link = words.url().isEmpty() ? "" : "\nLook at it: " + words.url() + "\n";
    var part = new MimeBodyPart();
    part.setText(words.headline() + "\n\n" + facts + link, UTF_8, "plain");
    return part;
  }

  private static MimeBodyPart html(NoticeWords words) throws MessagingException {
    var facts =
        words.facts().stream()
            .map(it -> "<dt>" + escaped(it.name()) + "</dt><dd>" + escaped(it.value()) + "</dd>\n")
            .collect(Collectors.joining());
    var link =
        words.url().isEmpty()
            ? ""
            : "<p><a href=\"" + escaped(words.url()) + "\">Look at it</a></p>\n";
    var part = new MimeBodyPart();
    part.setText(
        "<!doctype html>\n<p><strong>%s</strong></p>\n<dl>\n%s</dl>\n%s"
            .formatted(escaped(words.headline()), facts, link),
        UTF_8,
        "html");
    return part;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
