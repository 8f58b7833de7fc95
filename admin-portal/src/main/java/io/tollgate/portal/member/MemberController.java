package io.tollgate.portal.member;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.identity.Invitation;
import io.tollgate.domain.identity.InvitationId;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.secret.Secret;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.portal.PortalProperties;
import io.tollgate.portal.member.InviteForm.RoleName;
import io.tollgate.portal.operation.InvalidInput;
import io.tollgate.portal.operation.Lookup;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Choice;
import io.tollgate.portal.web.Crumb;
import io.tollgate.portal.web.Forms;
import io.tollgate.portal.web.Moment;
import io.tollgate.portal.web.Moments;
import io.tollgate.portal.web.Page;
import io.tollgate.portal.web.Texts;
import io.tollgate.portal.web.Toast;
import io.tollgate.portal.web.Toasts;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The members of a tenant and the invitations to it. */
@Controller
class MemberController {

  private static final String PAGE = "member/members";
  private static final int PAGE_SIZE = 50;

  private final Tenants tenants;
  private final MemberOperations members;
  private final InvitationOperations invitations;
  private final PortalProperties properties;
  private final Moments moments;
  private final Toasts toasts;
  private final Texts texts;

  MemberController(
      Tenants tenants,
      MemberOperations members,
      InvitationOperations invitations,
      PortalProperties properties,
      Moments moments,
      Toasts toasts,
      Texts texts) {
    this.tenants = tenants;
    this.members = members;
    this.invitations = invitations;
    this.properties = properties;
    this.moments = moments;
    this.toasts = toasts;
    this.texts = texts;
  }

  /** A member as a line. */
  record Line(String id, String name, String email, String role, String roleLabel, Moment since) {}

  /** An invitation that nobody has taken up. */
  record Pending(String id, String email, String roleLabel, Moment expires) {}

  /** A change of role. */
  record RoleForm(@Nullable String role) {}

  @GetMapping("/t/{slug}/members")
  Mono<String> list(
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @ModelAttribute("search") MemberSearch search,
      Model model) {
    return tenant(slug).flatMap(tenant -> page(person, tenant, search, model));
  }

  @PostMapping("/t/{slug}/invitations")
  Mono<String> invite(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @ModelAttribute("invite") InviteForm form,
      BindingResult errors,
      Model model) {
    exchange.getResponse().getHeaders().setCacheControl("no-store");
    return tenant(slug)
        .flatMap(tenant ->
            Forms.submit(
                exchange.getResponse(),
                errors,
                invitations
                    .invite(person.viewer(), tenant.id(), form.details())
                    .map(issued -> issuedPage(tenant, issued, model)),
                () -> page(person, tenant, MemberSearch.FIRST, model)));
  }

  @PostMapping("/t/{slug}/invitations/{id}/revoke")
  Mono<String> revoke(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @PathVariable InvitationId id) {
    return tenant(slug)
        .flatMap(tenant -> invitations.revoke(person.viewer(), tenant.id(), id))
        .then(back(exchange, slug, "members.invitation.revoked"));
  }

  @PostMapping("/t/{slug}/members/{user}/role")
  Mono<String> changeRole(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @PathVariable UserId user,
      @ModelAttribute("change") RoleForm form,
      BindingResult errors,
      Model model) {
    return tenant(slug)
        .flatMap(tenant ->
            Forms.submit(
                exchange.getResponse(),
                errors,
                members
                    .changeRole(person.viewer(), tenant.id(), user, RoleName.parse(form.role()))
                    .then(back(exchange, slug, "members.role.changed")),
                () -> page(person, tenant, MemberSearch.FIRST, model)));
  }

  @PostMapping("/t/{slug}/members/{user}/remove")
  Mono<String> remove(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @PathVariable UserId user,
      @ModelAttribute("change") RoleForm form,
      BindingResult errors,
      Model model) {
    return tenant(slug)
        .flatMap(tenant ->
            Forms.submit(
                exchange.getResponse(),
                errors,
                members
                    .remove(person.viewer(), tenant.id(), user)
                    .then(back(exchange, slug, "members.removed")),
                () -> page(person, tenant, MemberSearch.FIRST, model)));
  }

  private Mono<Tenant> tenant(String slug) {
    return Lookup.known(tenants.findBySlug(slug));
  }

  private Mono<String> back(ServerWebExchange exchange, String slug, String key) {
    return toasts.redirect(exchange, "/t/" + slug + "/members", Toast.done(texts.text(key)));
  }

  private String issuedPage(Tenant tenant, IssuedInvitation issued, Model model) {
    Secret token = issued.token();
    model.addAttribute("tenant", tenant);
    model.addAttribute("invitation", issued.invitation());
    model.addAttribute("link", properties.publicUrl() + "/invitations/" + token.reveal());
    model.addAttribute(
        "crumbs",
        List.of(new Crumb(texts.text("navigation.members"), "/t/" + tenant.slug() + "/members")));
    return "member/issued";
  }

  private Mono<String> page(SignedIn person, Tenant tenant, MemberSearch search, Model model) {
    var viewer = person.viewer();
    return Mono.zip(
            members
                .list(viewer, tenant.id(), search.q(), search.cursor(), PAGE_SIZE + 1)
                // Whoever the page began behind has been removed since: it is the first one again.
                .onErrorResume(
                    InvalidInput.class,
                    removed -> members.list(viewer, tenant.id(), search.q(), null, PAGE_SIZE + 1))
                .collectList()
                .map(read -> Page.of(read, PAGE_SIZE)),
            invitations
                .open(viewer, tenant.id())
                .map(invitation -> pending(invitation, person))
                .collectList())
        .map(found -> {
          model.addAttribute("tenant", tenant);
          var page = found.getT1();
          model.addAttribute(
              "members", page.shown().stream().map(member -> line(member, person)).toList());
          model.addAttribute(
              "pager", page.pager(search.cursor() == null, last -> search.on(tenant.slug(), last)));
          model.addAttribute("search", search);
          model.addAttribute("filtered", search.narrows());
          model.addAttribute("invitations", found.getT2());
          model.addAttribute("roles", roles());
          model.addAttribute(
              "canManage", Authorization.allows(viewer, Action.MANAGE_MEMBERS, tenant.id()));
          if (!model.containsAttribute("invite")) {
            model.addAttribute("invite", InviteForm.empty());
          }
          return PAGE;
        });
  }

  private Line line(Member member, SignedIn person) {
    var role = member.membership().role();
    return new Line(
        member.user().id().toString(),
        member.user().displayName(),
        member.user().email(),
        RoleName.of(role),
        label(role),
        moments.of(member.membership().createdAt(), person));
  }

  private Pending pending(Invitation invitation, SignedIn person) {
    return new Pending(
        invitation.id().toString(),
        invitation.email(),
        label(invitation.role()),
        moments.of(invitation.expiresAt(), person));
  }

  private List<Choice> roles() {
    return Arrays.stream(Role.values())
        .map(role -> new Choice(RoleName.of(role), label(role)))
        .toList();
  }

  private String label(Role role) {
    return texts.text("role." + RoleName.of(role));
  }
}
