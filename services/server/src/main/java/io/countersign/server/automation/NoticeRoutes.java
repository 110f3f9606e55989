package io.countersign.server.automation;

import java.util.List;

/** The ways of notices: whom a receiver is to tell of one, and the memory of what came of it. */
public interface NoticeRoutes {
  /**
   * Decides it, as things are now; also sets down who is told later. Where it's nobody, that is
   * remembered with the reason.
   *
   * @param receiver the notification's name
   */
  List<NoticeTarget> targets(String receiver, RoutedNotice news);

  /** Remembers that it was told. */
  void told(String receiver, NoticeTarget target, RoutedNotice news);

  /** Remembers that the receiver refused it for good. */
  void refused(String receiver, NoticeTarget target, RoutedNotice news, String why);

  /** Remembers that nobody was told, since somebody muted what it's about. */
  void muted(String receiver, RoutedNotice news);
}
