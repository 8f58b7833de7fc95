package io.tollgate.portal.member;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.identity.Invitation;
import io.tollgate.domain.identity.InvitationId;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.portal.adminapi.AdminApi;
import io.tollgate.portal.adminapi.Listing;
import io.tollgate.portal.adminapi.Paging;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Members and invitations, for scripts. */
@AdminApi
@Tag(name = "Members")
class MemberJsonController {

  record RoleRequest(@Nullable Role role) {}

  record InvitationRequest(@Nullable String email, @Nullable Role role) {}

  record MemberResponse(UUID user, String email, String name, Role role, Instant since) {

    static MemberResponse of(Member member) {
      return new MemberResponse(
          member.user().id().value(),
          member.user().email(),
          member.user().displayName(),
          member.membership().role(),
          member.membership().createdAt());
    }
  }

  record InvitationResponse(
      UUID id, UUID tenant, String email, Role role, Instant createdAt, Instant expiresAt) {

    static InvitationResponse of(Invitation invitation) {
      return new InvitationResponse(
          invitation.id().value(),
          invitation.tenant().value(),
          invitation.email(),
          invitation.role(),
          invitation.createdAt(),
          invitation.expiresAt());
    }
  }

  /** The only answer that holds the invitation's token. */
  record IssuedInvitationResponse(InvitationResponse invitation, String token) {

    static IssuedInvitationResponse of(IssuedInvitation issued) {
      return new IssuedInvitationResponse(
          InvitationResponse.of(issued.invitation()), issued.token().reveal());
    }

    @Override
    public String toString() {
      return invitation.toString();
    }
  }

  private final MemberOperations members;
  private final InvitationOperations invitations;

  MemberJsonController(MemberOperations members, InvitationOperations invitations) {
    this.members = members;
    this.invitations = invitations;
  }

  @GetMapping("/tenants/{tenant}/members")
  Mono<Listing<MemberResponse>> listMembers(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId tenant,
      @RequestParam(required = false) @Nullable String q,
      @ParameterObject Paging paging) {
    return Flux.defer(
            () -> members.list(viewer, tenant, q, paging.after(UserId::of), paging.size() + 1))
        .collectList()
        .map(read -> Listing.ofOneMore(read, one -> one.user().id().toString(), paging.size()))
        .map(page -> page.map(MemberResponse::of));
  }

  @PutMapping("/tenants/{tenant}/members/{user}")
  Mono<MemberResponse> changeRole(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId tenant,
      @PathVariable UserId user,
      @RequestBody RoleRequest request) {
    return members.changeRole(viewer, tenant, user, request.role()).map(MemberResponse::of);
  }

  @DeleteMapping("/tenants/{tenant}/members/{user}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> removeMember(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId tenant,
      @PathVariable UserId user) {
    return members.remove(viewer, tenant, user);
  }

  @GetMapping("/tenants/{tenant}/invitations")
  Mono<Listing<InvitationResponse>> listInvitations(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId tenant,
      @ParameterObject Paging paging) {
    return Listing.of(
        invitations.open(viewer, tenant), Invitation::id, paging, InvitationResponse::of);
  }

  @PostMapping("/tenants/{tenant}/invitations")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<IssuedInvitationResponse> invite(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId tenant,
      @RequestBody InvitationRequest request) {
    return invitations
        .invite(viewer, tenant, new InvitationDetails(request.email(), request.role()))
        .map(IssuedInvitationResponse::of);
  }

  @DeleteMapping("/tenants/{tenant}/invitations/{invitation}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> revokeInvitation(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId tenant,
      @PathVariable InvitationId invitation) {
    return invitations.revoke(viewer, tenant, invitation).then();
  }
}
