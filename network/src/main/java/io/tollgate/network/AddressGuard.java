package io.tollgate.network;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import io.tollgate.domain.provider.PrivateNetworks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Resolves the names of upstreams and refuses addresses that are not public. The connection is made
 * to the very address that was checked, so a name that changes in between gains nothing.
 */
public final class AddressGuard extends AddressResolverGroup<InetSocketAddress> {

  /** Where names are looked up; may block. */
  @FunctionalInterface
  public interface Names {
    InetAddress[] find(String name) throws UnknownHostException;
  }

  private final Predicate<InetAddress> refused;
  private final Names names;

  private AddressGuard(Predicate<InetAddress> refused, Names names) {
    this.refused = refused;
    this.names = names;
  }

  public static AddressGuard publicOnly() {
    return of(PrivateNetworks::contains, InetAddress::getAllByName);
  }

  /** For upstreams of which an admin has said that they may be in a private network. */
  public static AddressGuard anywhere() {
    return of(address -> false, InetAddress::getAllByName);
  }

  /** Refuses what a rule of its own refuses, among what it finds itself. */
  public static AddressGuard of(Predicate<InetAddress> refused, Names names) {
    return new AddressGuard(refused, names);
  }

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
    return new GuardedResolver(executor);
  }

  private final class GuardedResolver extends AbstractAddressResolver<InetSocketAddress> {

    GuardedResolver(EventExecutor executor) {
      super(executor, InetSocketAddress.class);
    }

    /** Literal addresses come here resolved; they are to be checked all the same. */
    @Override
    protected boolean doIsResolved(InetSocketAddress address) {
      return false;
    }

    @Override
    protected void doResolve(InetSocketAddress unresolved, Promise<InetSocketAddress> promise) {
      lookUp(
          unresolved,
          promise,
          (addresses, port) -> new InetSocketAddress(addresses.getFirst(), port));
    }

    @Override
    protected void doResolveAll(
        InetSocketAddress unresolved, Promise<List<InetSocketAddress>> promise) {
      lookUp(
          unresolved,
          promise,
          (addresses, port) ->
              addresses.stream().map(address -> new InetSocketAddress(address, port)).toList());
    }

    private <T> void lookUp(InetSocketAddress unresolved, Promise<T> promise, Answer<T> answer) {
      var literal = unresolved.getAddress();
      if (literal != null) {
        settle(List.of(literal), unresolved, promise, answer);
        return;
      }
      // The JDK's resolver blocks and caches; it is asked for new connections only.
      Thread.ofVirtual()
          .name("tollgate-resolver")
          .start(() -> {
            try {
              var found = names.find(unresolved.getHostString());
              settle(Arrays.asList(found), unresolved, promise, answer);
            } catch (UnknownHostException | RuntimeException unknown) {
              promise.tryFailure(unknown);
            }
          });
    }

    private <T> void settle(
        List<InetAddress> found,
        InetSocketAddress unresolved,
        Promise<T> promise,
        Answer<T> answer) {
      var allowed = new ArrayList<>(found);
      allowed.removeIf(refused);
      if (allowed.isEmpty()) {
        promise.tryFailure(new PrivateAddressException(unresolved.getHostString()));
      } else {
        promise.trySuccess(answer.of(allowed, unresolved.getPort()));
      }
    }
  }

  private interface Answer<T> {
    T of(List<InetAddress> addresses, int port);
  }
}
