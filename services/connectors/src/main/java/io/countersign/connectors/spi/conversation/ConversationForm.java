package io.countersign.connectors.spi.conversation;

import io.countersign.connectors.spi.TextLimit;
import java.util.List;

/**
 * A form that a person fills in before an act is asked for. Its texts are plain, as a card's are.
 *
 * @param title 1 to 24 characters
 * @param value comes back with what was filled in: at most 2,000 characters, no secret
 * @param submit the word on its button, 1 to 24 characters
 * @param text what is shown above the fields, cut after 3,000 characters
 * @param fields at most 5, of different ids
 */
public record ConversationForm(
    String title, String value, String submit, String text, List<Field> fields) {
  private static final int MAX_WORD = 24;
  private static final int MAX_VALUE = 2000;
  private static final int MAX_TEXT = 3000;
  private static final int MAX_FIELDS = 5;

  /**
   * @throws IllegalArgumentException when a part isn't as described
   */
  public ConversationForm {
    text = TextLimit.cut(PlainText.of(text), MAX_TEXT);
    fields = List.copyOf(fields);
    check(isWord(title) && isWord(submit), "a title and a button have 1 to 24 characters");
    check(value.length() <= MAX_VALUE, "a value has at most 2,000 characters");
    check(
        fields.size() <= MAX_FIELDS
            && fields.stream().map(Field::id).distinct().count() == fields.size(),
        "a form has at most 5 fields, of different ids");
  }

  /**
   * A text to be filled in, which has to be.
   *
   * @param id its name in what comes back: 1 to 100 letters, digits, hyphens and underscores
   * @param label 1 to 75 characters
   * @param most characters that it takes: 1 to 3,000
   */
  public record Field(String id, String label, int most, boolean multiline) {
    private static final int MOST = 3000;

    /**
     * @throws IllegalArgumentException when a part isn't as described
     */
    public Field {
      check(id.matches("[A-Za-z0-9_-]{1,100}"), "not a field's id");
      check(
          !label.isBlank() && label.length() <= CardAction.MAX_LABEL,
          "a label has 1 to 75 characters");
      check(most >= 1 && most <= MOST, "a field takes 1 to 3,000 characters");
    }
  }

  private static boolean isWord(String text) {
    return !text.isBlank() && text.length() <= MAX_WORD;
  }

  private static void check(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
