package io.countersign.connectors.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** The check of one e-mail address: an address alone, on one line, of a host. */
final class MailAddress {
  private static final int LONGEST = 254;

  private MailAddress() {}

  /** The text itself. */
  static String checked(String text) {
    var _ = parsed(text);
    return text;
  }

  /**
   * @throws IllegalArgumentException whose message doesn't repeat it
   */
  static InternetAddress parsed(String text) {
    try {
      // A comma, a name or a line's end would make it more than one address.
      if (text.length() <= LONGEST && text.matches("[^\\s\\p{Cntrl},;<>()\"\\\\:]+@[^@]+")) {
        var address = new InternetAddress(text, true);
        address.validate();
        return address;
      }
    } catch (AddressException _) {
      // told below
    }
    throw new IllegalArgumentException("must be an e-mail address such as oncall@example.org");
  }
}
