package io.tollgate.domain.application;

/**
 * How many credentials an application has.
 *
 * @param used those that ever served a call, whether they still do or not
 */
public record CredentialCount(ApplicationId application, long valid, long ended, long used) {

  /** An application without any. */
  public static CredentialCount none(ApplicationId application) {
    return new CredentialCount(application, 0, 0, 0);
  }

  public long all() {
    return valid + ended;
  }
}
