package io.tollgate.portal.web;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Flux;

/** CSV as a file that the browser saves. */
public final class CsvFile {

  public static final String TYPE = "text/csv;charset=UTF-8";

  private CsvFile() {}

  /** An answer that is written line by line as the reader keeps up. */
  public static ResponseEntity<Flux<String>> of(String name, Flux<String> lines) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(TYPE))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(lines);
  }
}
