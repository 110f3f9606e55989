package io.countersign.domain;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms that secrets and people's addresses have in text. Every repetition is bounded or never
 * given back, and what begins like a secret goes even where its end is missing: so no text is
 * looked at again and again, and a hostile one costs no more than another.
 */
final class SecretForms {
  /** A form, of which everything behind its groups goes; it's looked for where a hint stands. */
  record Form(Pattern pattern, List<String> hints) {
    private static Form of(String regex, String... hints) {
      return new Form(Pattern.compile(regex), List.of(hints));
    }

    String redact(String text) {
      return hints.isEmpty() || hints.stream().anyMatch(text::contains)
          ? pattern
              .matcher(text)
              .replaceAll(it -> Matcher.quoteReplacement(open(it, text) + TextRedaction.MARK))
          : text;
    }

    private static String open(MatchResult match, String text) {
      int end = match.start();
      for (int i = 1; i <= match.groupCount(); i++) {
        end = Math.max(end, match.end(i));
      }
      return text.substring(match.start(), end);
    }
  }

  /** Words that name a secret, where they stand alone. */
  static final String NAMES =
      "(?:pass(?:word|wd|phrase)?|pwd|[a-z]{1,20}[_-]secret|token|api[_-]?key|access[_-]?key"
          + "|private[_-]?key|session[_-]?id|credentials?|authorization|cookie)";

  /** Those that say so wherever they end a word. */
  private static final String ENDINGS =
      "(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key"
          + "|private[_-]?key|session[_-]?id|credentials?)";

  /** A name, and what may stand between it and a value. */
  private static final String NAMED =
      "(?i)("
          + ENDINGS
          + "(?:\\\\{0,7}+[\"'])?\\s{0,8}+[=:]\\s{0,8}+"
          + "|(?:\\b|_)(?:pass|pwd|authorization|cookie)(?:\\\\{0,7}+[\"'])?\\s{0,8}+[=:]\\s{0,8}+)";

  private static final String NOT_AGAIN = "(?!\\[redacted])";

  /** In JSON inside of JSON: to the quote that is escaped as the first one is. */
  private static final String IN_JSON =
      "((\\\\{1,7}+)\")(?!\\[redacted]|\\\\)[^\"\\\\]*+(?:(?!\\3\")\\\\++\"?[^\"\\\\]*+)*+";

  private static final String QUOTED =
      "(\")(?!\\[redacted]|\")[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+|(')(?!\\[redacted]|')[^']*+";

  /** Without quotes: a comma or the like belongs to it unless another name follows, or nothing. */
  private static final String BARE =
      NOT_AGAIN + "(?:[^\\s\"',;&]|[,;&](?![\\w.-]{1,40}+[=:]|[\\s\"',;&]|$)){3,4000}+";

  /** With quotes or without; it may have any length, for a program is told it. */
  private static final String ARGUMENT =
      "(?:\"[^\"\\r\\n]{1,4000}+\"?|'[^'\\r\\n]{1,4000}+'?|[^\\s\"']{1,4000}+)";

  private static final String SCHEME =
      "(?:(?:Token|Basic|Bearer|Digest|Api-?Key|GenieKey|Key|Negotiate|NTLM|OAuth|Splunk|SSWS|Hawk"
          + "|AWS4-HMAC-SHA256|[a-z][\\w-]{0,30}+(?=[ \\t]{1,8}+[^\\s\"']{16}))[ \\t]{1,8}+)?+";

  private static final String WITH_PASSWORD =
      "(?:mysql(?:dump|admin|import|show|check|sh)?|mariadb(?:-[a-z]{1,20}+)?|mongo(?:sh|dump|restore)?|sshpass|(?:docker|podman|buildah|skopeo|oras|helm"
          + " registry|nerdctl) login|rabbitmqadmin)";

  static final List<Form> SECRETS =
      List.of(
          Form.of(
              "()-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----"
                  + "(?s:.{0,20000}?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|\\z)|.{20000})",
              "-----BEGIN"),
          Form.of("(://)[^/\\s:@]{0,200}:[^/\\s@]{1,400}(?=@)", "://"),
          // The same as the value of another address's parameter.
          Form.of(
              "(?i)(%3A%2F%2F)[^\\s/%]{0,200}+%3A(?:[^\\s/%]|%(?!40)){1,200}+(?=%40)",
              "%2F", "%2f"),
          Form.of(
              "(?i)("
                  + ENDINGS
                  + "%3D)"
                  + NOT_AGAIN
                  + "(?:[^\\s\"'&;%<>]|%(?!26)[0-9a-f]{2}){3,4000}+",
              "%3D",
              "%3d"),
          Form.of(
              "(?i)(\\bauthorization[\"']?\\s{0,8}+[:=]\\s{0,8}+[\"']?)"
                  + NOT_AGAIN
                  + SCHEME
                  + NOT_AGAIN
                  + "[^\\s\"',;]{3,4000}"),
          Form.of(
              "(?i)(\\b(?:bearer|basic)\\s{1,8})(?:(?=[A-Za-z._~-]{0,200}[0-9+/=])"
                  + "[A-Za-z0-9._~+/=-]{6,4000}|[A-Za-z0-9._~+/=-]{16,4000})"),
          Form.of(
              "(?i)(\\b(?:set-)?cookie[\"']?\\s{0,8}+[:=]\\s{0,8}+)" + NOT_AGAIN + "[^\\r\\n]++"),
          Form.of(
              NAMED + "(?:" + IN_JSON + "|" + QUOTED + "|(\\\\{0,7}+[\"']?+)" + BARE + ")",
              "=",
              ":"),
          Form.of(
              "(?i)((?:^|[\\s\"'])--?(?:[a-z0-9]{1,20}-){0,3}(?:"
                  + ENDINGS
                  + "|pass|auth)\\s{1,8}+)(?!\\[redacted]|-)"
                  + ARGUMENT,
              "-"),
          Form.of(
              "(\\b"
                  + WITH_PASSWORD
                  + "\\b[^\\r\\n|;\\[]{0,300}?\\s-p\\s{0,8}+)(?!\\[redacted]|-)"
                  + ARGUMENT,
              "-p"),
          Form.of(
              "(\\b(?:redis-cli\\b[^\\r"
                  + "\\n"
                  + "|;]{0,300}?\\s-a|ldap[a-z]{1,10}+\\b[^\\r"
                  + "\\n"
                  + "|;]{0,300}?\\s-w|sqlcmd\\b[^\\r"
                  + "\\n"
                  + "|;]{0,300}?\\s-P)\\s{1,8}+)(?!\\[redacted]|-)"
                  + ARGUMENT,
              "-a",
              "-w",
              "-P"),
          Form.of(
              "((?:\\b(?:curl|wget|https?|xh|ab|influx)\\s(?:[^\\r"
                  + "\\n"
                  + "|;]{0,300}?\\s)?-[a-zA-Z]{0,5}u\\s{0,8}+"
                  + "|\\s--(?:proxy-)?user[\\s=]{1,8}+)[\"']?+[^\\s:\"']{1,64}+:)"
                  + "(?!\\[redacted]|[0-9]{1,10}+(?![^\\s\"']))[^\\s\"']{1,4000}+",
              ":"),
          Form.of(
              "(\\b(?:hooks\\.slack\\.com/[a-z]{1,20}/|discord(?:app)?\\.com/api/(?:v[0-9]{1,3}/)?webhooks/"
                  + "|webhook\\.office\\.com/|outlook\\.office(?:365)?\\.com/webhook/|hooks\\.zapier\\.com/hooks/"
                  + "|api\\.telegram\\.org/bot|events\\.pagerduty\\.com/integration/))"
                  + NOT_AGAIN
                  + "[^\\s\"'<>)\\\\]{1,2000}+",
              "/"),
          Form.of(
              "(?i)([?&;](?:sig|(?:x-(?:amz|goog)-)?signature)=)"
                  + NOT_AGAIN
                  + "[^\\s\"'&;<>]{3,4000}+",
              "="),
          Form.of(
              "(\\b)eyJ[A-Za-z0-9_-]{8,4000}"
                  + "(?:\\.[A-Za-z0-9_-]{8,8000}(?:\\.[A-Za-z0-9_-]{0,4000})?)?",
              "eyJ"),
          Form.of("(\\bots_)[0-9a-f]{32}", "ots_"),
          Form.of("(\\b(?:ses|tok)_[0-9a-f]{20}\\.)[A-Za-z0-9_-]{20,100}", "ses_", "tok_"),
          Form.of(
              "(\\b)(?:A[KS]IA[0-9A-Z]{16}|AIza[0-9A-Za-z_-]{35}|gh[a-z]_[A-Za-z0-9]{20,255}"
                  + "|github_pat_[A-Za-z0-9_]{20,255}|gl[a-z]{2,5}-[A-Za-z0-9_-]{20,255}"
                  + "|gl(?:sa|c)_[A-Za-z0-9_+/=]{20,400}|xox[a-z](?:\\.xox[a-z])?-[A-Za-z0-9-]{10,255}"
                  + "|xapp-[A-Za-z0-9-]{10,255}|hv[sbr]\\.[A-Za-z0-9_-]{20,400}|npm_[A-Za-z0-9]{30,100}"
                  + "|sk-(?=[a-z_-]{0,100}[0-9A-Z])[A-Za-z0-9_-]{20,255}"
                  + "|[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}|SG\\.[A-Za-z0-9_-]{16,64}\\.[A-Za-z0-9_-]{16,100}"
                  + "|pypi-[A-Za-z0-9_-]{20,400}|do[opr]_v1_[0-9a-f]{64}|dckr_pat_[A-Za-z0-9_-]{20,100}"
                  + "|hf_[A-Za-z]{30,50}|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}|ya29\\.[A-Za-z0-9_-]{20,400}"
                  + "|AGE-SECRET-KEY-1[A-Z0-9]{30,80})"));

  /** Not in the middle of a longer name of a host, or before another one. */
  private static final String ENDS = "(?!\\.?[\\w+%@-])";

  /** The thread of a channel or a meeting in Teams, which its links hold: nobody's address. */
  static final String THREAD = "[\\w-]{1,100}+@thread\\.(?:tacv2|v2)" + ENDS;

  /**
   * What stands behind the @ of an instance of a systemd unit, where it's one word: {@code
   * user@1000.service}. Targets aren't among them, for addresses may end so.
   */
  private static final String UNIT =
      "[\\w-]{1,63}\\.(?:service|socket|timer|mount|slice|scope|path|device|swap)" + ENDS;

  static final List<Form> PEOPLE =
      List.of(
          Form.of(
              "(^|[^\\w.+%@/-])(?!(?<=(?<!\\w)19:)"
                  + THREAD
                  + ")[\\w.+%-]{1,64}@(?!"
                  + UNIT
                  + ")[\\w-]{1,63}(?:\\.[\\w-]{1,63}){0,7}\\.[A-Za-z][\\w-]{0,62}",
              "@"),
          Form.of("(^|[\\s(:=,;\"'])\\+[0-9][0-9 ()/-]{6,20}[0-9]", "+"));

  private SecretForms() {}
}
