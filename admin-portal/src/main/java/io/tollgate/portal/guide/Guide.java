package io.tollgate.portal.guide;

/**
 * A guide.
 *
 * @param slug its name in URLs
 * @param title its first heading
 * @param summary its first paragraph
 * @param markdown all of it, for programs that read
 * @param html what is below the summary, as a page shows it
 */
record Guide(String slug, String title, String summary, String markdown, String html) {

  public String path() {
    return "/docs/" + slug;
  }
}
