package io.tollgate.portal.member;

import static io.tollgate.portal.operation.Lookup.known;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.identity.Invitation;
import io.tollgate.domain.identity.InvitationId;
import io.tollgate.domain.identity.Invitations;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.Users;
import io.tollgate.domain.secret.MasterKey;
import io.tollgate.domain.secret.Secret;
import io.tollgate.domain.secret.Tokens;
import io.tollgate.domain.tenant.Membership;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.portal.operation.Audited;
import io.tollgate.portal.operation.Checks;
import io.tollgate.portal.operation.Conflict;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Inviting people into a tenant, and joining it. */
@Component
public class InvitationOperations {

  private static final Duration VALID_FOR = Duration.ofDays(7);

  private final Invitations invitations;
  private final Tenants tenants;
  private final Users users;
  private final Transactions transactions;
  private final Tokens tokens;
  private final Clock clock;

  InvitationOperations(
      Invitations invitations,
      Tenants tenants,
      Users users,
      Transactions transactions,
      MasterKey masterKey,
      Clock clock) {
    this.invitations = invitations;
    this.tenants = tenants;
    this.users = users;
    this.transactions = transactions;
    this.tokens = new Tokens(masterKey, "invitation", "tgi_");
    this.clock = clock;
  }

  /** Those that nobody has taken up yet, newest first. */
  public Flux<Invitation> open(Viewer viewer, TenantId tenant) {
    return Flux.defer(() -> {
      Authorization.require(viewer, Action.VIEW_MEMBERS, tenant);
      return invitations.open(tenant).filter(invitation -> invitation.isOpen(clock.instant()));
    });
  }

  /** Invites somebody; a former invitation that has expired gives way. */
  public Mono<IssuedInvitation> invite(Viewer viewer, TenantId tenant, InvitationDetails details) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.MANAGE_MEMBERS, tenant);
      var checks = new Checks();
      var email = checks.email("email", details.email());
      var role = checks.chosen("role", details.role(), Role.VIEWER);
      checks.done();
      return known(tenants.find(tenant))
          .then(requireNoMember(tenant, email))
          .then(Mono.fromCallable(tokens::create).subscribeOn(Schedulers.boundedElastic()))
          .map(token -> issued(viewer, tenant, email, role, token))
          .flatMap(issued -> save(viewer, issued));
    });
  }

  public Mono<Invitation> revoke(Viewer viewer, TenantId tenant, InvitationId id) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.MANAGE_MEMBERS, tenant);
      return known(invitations.find(id).filter(invitation -> invitation.tenant().equals(tenant)))
          .flatMap(invitation ->
              invitation.isOpen(clock.instant())
                  ? transactions.write(
                      invitations.save(invitation.revokedAt(clock.instant())),
                      saved ->
                          Audited.by(viewer, tenant, "invitation", id, "revoked")
                              .with("email", saved.email())
                              .change())
                  : Mono.just(invitation));
    });
  }

  /** The invitation that a token stands for, while it can be taken up. */
  public Mono<Invitation> find(Secret token) {
    return tokens.looksRight(token.reveal())
        ? known(
            invitations
                .findByTokenHash(tokens.hash(token.reveal()))
                .filter(invitation -> invitation.isOpen(clock.instant())))
        : known(Mono.empty());
  }

  /** Joins the tenant; only the person whose address was invited can. */
  public Mono<Membership> accept(Viewer viewer, Secret token) {
    return find(token)
        .flatMap(invitation -> {
          if (!invitation.email().equals(viewer.email().toLowerCase(Locale.ROOT))) {
            return Mono.error(new Conflict("invitation_for_another"));
          }
          if (viewer.isMemberOf(invitation.tenant())) {
            return Mono.error(new Conflict("already_member"));
          }
          return join(viewer, invitation);
        });
  }

  private Mono<Membership> join(Viewer viewer, Invitation invitation) {
    var now = clock.instant();
    var membership = new Membership(invitation.tenant(), viewer.user(), invitation.role(), now);
    return transactions.write(
        invitations.save(invitation.acceptedAt(now)).then(tenants.save(membership)),
        saved ->
            Audited.by(viewer, saved.tenant(), "member", saved.user(), "joined")
                .with("role", saved.role())
                .change());
  }

  private Mono<IssuedInvitation> save(Viewer viewer, IssuedInvitation issued) {
    var invitation = issued.invitation();
    return transactions
        .write(
            endExpired(invitation).then(invitations.save(invitation)),
            saved ->
                Audited.by(viewer, saved.tenant(), "invitation", saved.id(), "created")
                    .with("email", saved.email())
                    .with("role", saved.role())
                    .change())
        .thenReturn(issued);
  }

  private Mono<Void> endExpired(Invitation wanted) {
    return invitations
        .open(wanted.tenant())
        .filter(former -> former.email().equals(wanted.email()))
        .filter(former -> !former.isOpen(wanted.createdAt()))
        .concatMap(former -> invitations.save(former.revokedAt(wanted.createdAt())))
        .then();
  }

  private IssuedInvitation issued(
      Viewer viewer, TenantId tenant, String email, Role role, Secret token) {
    var now = clock.instant();
    var invitation =
        new Invitation(
            InvitationId.create(),
            tenant,
            email,
            role,
            tokens.hash(token.reveal()),
            viewer.user(),
            now,
            now.plus(VALID_FOR),
            null,
            null);
    return new IssuedInvitation(invitation, token);
  }

  private Mono<Void> requireNoMember(TenantId tenant, String email) {
    return users
        .findByEmail(email)
        .map(User::id)
        .flatMap(user -> tenants.member(tenant, user))
        .flatMap(member -> Mono.error(new Conflict("already_member")));
  }
}
