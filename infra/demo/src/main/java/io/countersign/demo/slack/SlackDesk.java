package io.countersign.demo.slack;

import java.nio.file.Path;

/** The page of the simulated Slack as its person uses it. */
interface SlackDesk extends AutoCloseable {
  /** Types into the channel: a text, or a command. */
  void say(String text);

  /** Whether a button of the newest card that has it says so. */
  boolean shows(String button);

  /** Presses it. */
  void press(String button);

  /** Whether a form is open that is sent with such a button. */
  boolean asks(String button);

  /** Fills in the form that is open, and sends it with this button. */
  void answer(String text, String button);

  /** Whether the page says so anywhere. */
  boolean says(String text);

  /** Keeps a picture of it, where it can be seen. */
  void picture(Path file);

  @Override
  void close();
}
