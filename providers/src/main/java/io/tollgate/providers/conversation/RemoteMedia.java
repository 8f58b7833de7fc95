package io.tollgate.providers.conversation;

import io.tollgate.providers.call.FetchedMedia;
import io.tollgate.providers.call.MediaNeededException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.Conversation.Turn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts fetched bytes in the place of their addresses, for providers that take no addresses. */
public final class RemoteMedia {
  /** What the request's explanation says of it. */
  public static final String FETCHED =
      "the gateway fetched files whose addresses this provider does not take";

  private final Map<String, FetchedMedia> fetched;
  private final UpstreamFormat upstream;
  private final Target target;
  private final Notes notes;

  private RemoteMedia(
      Map<String, FetchedMedia> fetched, UpstreamFormat upstream, Target target, Notes notes) {
    this.fetched = fetched;
    this.upstream = upstream;
    this.target = target;
    this.notes = notes;
  }

  /**
   * The very same conversation, unless there is something to replace; throws {@link
   * MediaNeededException} for what has not been fetched yet.
   */
  public static Conversation inlined(
      Conversation conversation,
      Map<String, FetchedMedia> fetched,
      UpstreamFormat upstream,
      Target target,
      Notes notes) {
    RemoteMedia media = new RemoteMedia(fetched, upstream, target, notes);
    Set<String> wanted = new LinkedHashSet<>(0);
    conversation.turns().forEach(turn -> media.addWanted(turn.parts(), wanted));
    if (wanted.isEmpty()) {
      return conversation;
    }
    if (!fetched.keySet().containsAll(wanted)) {
      throw new MediaNeededException(List.copyOf(wanted));
    }
    notes.adapted(FETCHED);
    return conversation.withTurns(
        conversation.turns().stream()
            .map(turn -> new Turn(turn.role(), media.replaced(turn.parts())))
            .toList());
  }

  private void addWanted(List<Part> parts, Set<String> wanted) {
    for (Part part : parts) {
      if (part instanceof Part.ToolResult result) {
        addWanted(result.content(), wanted);
        continue;
      }
      String url = address(part);
      if (url != null) {
        wanted.add(url);
      }
    }
  }

  private List<Part> replaced(List<Part> parts) {
    List<Part> replaced = new ArrayList<>(parts.size());
    for (Part part : parts) {
      String url = address(part);
      FetchedMedia found = url == null ? null : fetched.get(url);
      if (found != null) {
        replaced.add(inline(found, part));
      } else if (part instanceof Part.ToolResult(var callId, var content, var error)) {
        replaced.add(new Part.ToolResult(callId, replaced(content), error));
      } else {
        replaced.add(part);
      }
    }
    return replaced;
  }

  /** What the gateway is to fetch for this part; null for nothing. */
  private @Nullable String address(Part part) {
    Media media =
        switch (part) {
          case Part.Image image -> image.media();
          case Part.Document document -> document.media();
          case Part.Text _,
              Part.Audio _,
              Part.ToolCall _,
              Part.ToolResult _,
              Part.Reasoning _,
              Part.Refusal _,
              Part.About _,
              Part.CacheMark _ ->
              null;
        };
    return media instanceof Media.Url(String url) && upstream.needsBytes(part, url, target)
        ? url
        : null;
  }

  /** What it is, only the server there knew: the type it gave decides about the part. */
  private Part inline(FetchedMedia found, Part part) {
    Media.Inline inline = new Media.Inline(found.mimeType(), found.base64());
    switch (part) {
      case Part.Image image -> notes.replaced(image.media(), inline);
      case Part.Document document -> notes.replaced(document.media(), inline);
      case Part.Text _,
          Part.Audio _,
          Part.ToolCall _,
          Part.ToolResult _,
          Part.Reasoning _,
          Part.Refusal _,
          Part.About _,
          Part.CacheMark _ -> {}
    }
    if (found.mimeType().startsWith("image/")) {
      return new Part.Image(inline, part instanceof Part.Image image ? image.detail() : null);
    }
    return found.mimeType().startsWith("audio/")
        ? new Part.Audio(inline)
        : new Part.Document(
            inline, part instanceof Part.Document document ? document.name() : null);
  }
}
