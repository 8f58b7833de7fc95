package io.tollgate.simulator.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts and cuts text by the simulator's token rule: a token is a word. */
public final class Words {
  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final Pattern TOKEN = Pattern.compile("\\s*\\S+");

  private Words() {}

  /** The number of words in the text. */
  public static int count(String text) {
    return (int) WORD.matcher(text).results().count();
  }

  /**
   * The text in pieces of one word each, every piece with the white space before it, so that the
   * pieces joined are the text again.
   */
  public static List<String> pieces(String text) {
    var pieces = new ArrayList<String>();
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.find()) {
      pieces.add(matcher.group());
      end = matcher.end();
    }
    if (end < text.length()) {
      pieces.add(text.substring(end));
    }
    return List.copyOf(pieces);
  }

  /** The first words of the text, or all of it when it is shorter. */
  static String first(int words, String text) {
    Matcher matcher = WORD.matcher(text);
    int end = 0;
    for (int i = 0; i < words && matcher.find(); i++) {
      end = matcher.end();
    }
    return text.substring(0, end);
  }
}
