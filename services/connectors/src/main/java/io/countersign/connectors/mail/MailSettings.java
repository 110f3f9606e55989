package io.countersign.connectors.mail;

import static io.countersign.connectors.settings.SettingForm.seconds;
import static io.countersign.connectors.settings.SettingForm.wholeNumber;
import static io.countersign.connectors.settings.SettingForm.word;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One mail server and whom it carries notices to.
 *
 * @param name for the operator; unique
 * @param security of the way to it
 * @param user null where it asks for no login
 * @param password a secret's reference; null as the user is
 * @param authority PEM of who signs the server's certificate; null for whom this machine trusts
 * @param from the sender's address
 * @param to addresses; none where notices go only to who is on call
 * @param timeout of one delivery, altogether
 */
record MailSettings(
    String name,
    String host,
    int port,
    Security security,
    @Nullable String user,
    @Nullable String password,
    @Nullable Path authority,
    String from,
    List<String> to,
    Duration timeout) {
  /** The way to the mail server. */
  enum Security {
    /** Begins in the clear and goes on encrypted, or not at all. */
    STARTTLS,
    /** Encrypted from the first byte. */
    TLS,
    /** In the clear. */
    NONE
  }

  private static final SettingForm<String> ADDRESS =
      SettingForm.parsed("e-mail address", MailAddress::checked, "nobody@example.org");
  private static final SettingForm<String> HOST =
      SettingForm.parsed("host name", MailSettings::host, "localhost");
  private static final SettingForm<Path> FILE =
      SettingForm.parsed("file", MailSettings::file, Path.of(""));

  MailSettings {
    to = List.copyOf(to);
  }

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  static MailSettings read(SettingsReader settings) {
    var read =
        new MailSettings(
            settings.required("name", SettingForm.text(), "unique"),
            settings.required("host", HOST, "the mail server's name, without its port"),
            settings.value("port", wholeNumber(1, 65_535), 587, "where it takes mail for sending"),
            settings.value(
                "security",
                word(Security.class),
                Security.STARTTLS,
                "of the way there; nothing is sent where it can't be had"),
            settings.optional("user", SettingForm.text(), "to log in as"),
            settings.optional("password", SettingForm.secret(), "to log in with"),
            settings.optional(
                "authority", FILE, "PEM of who signs its certificate, if no known authority does"),
            settings.required("from", ADDRESS, "the sender"),
            addresses(settings),
            settings.value(
                "timeoutSeconds", seconds(1, 300), Duration.ofSeconds(20), "of one delivery"));
    checkLogin(read, settings);
    return read;
  }

  private static List<String> addresses(SettingsReader settings) {
    var to =
        settings.optional(
            "to",
            SettingForm.texts(),
            "who is told, unless a route says who; without any, only who is on call");
    for (var address : to == null ? List.<String>of() : to) {
      try {
        var _ = MailAddress.checked(address);
      } catch (IllegalArgumentException e) {
        settings.problem("to", "'" + address + "' " + e.getMessage());
      }
    }
    return to == null ? List.of() : to;
  }

  private static void checkLogin(MailSettings read, SettingsReader settings) {
    if ((read.user == null) != (read.password == null)) {
      settings.problem("user", "belongs together with password");
    }
    if (read.password != null && read.security == Security.NONE && !isHere(read.host)) {
      settings.problem("security", "must be starttls or tls for a password to leave this machine");
    }
  }

  private static boolean isHere(String host) {
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("::1");
  }

  private static String host(String text) {
    if (!text.matches("[A-Za-z0-9:._-]{1,253}")) {
      throw new IllegalArgumentException("must be a host's name or address, without a port");
    }
    return text;
  }

  private static Path file(String text) {
    try {
      if (Files.isReadable(Path.of(text))) {
        return Path.of(text).toAbsolutePath();
      }
    } catch (InvalidPathException _) {
      // told below
    }
    throw new IllegalArgumentException("is not a file that can be read");
  }
}
