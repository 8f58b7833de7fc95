package io.tollgate.portal.provider;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import io.tollgate.domain.provider.PrivateNetworks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Resolves the host of a provider that is tried out and refuses addresses that are not public. The
 * connection is made to the very address that was checked.
 */
final class GuardedAddresses extends AddressResolverGroup<InetSocketAddress> {

  private final boolean allowPrivate;

  GuardedAddresses(boolean allowPrivate) {
    this.allowPrivate = allowPrivate;
  }

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
    return new Resolver(executor, allowPrivate);
  }

  private static final class Resolver extends AbstractAddressResolver<InetSocketAddress> {

    private final boolean allowPrivate;

    Resolver(EventExecutor executor, boolean allowPrivate) {
      super(executor, InetSocketAddress.class);
      this.allowPrivate = allowPrivate;
    }

    /** Literal addresses come resolved; they are to be checked all the same. */
    @Override
    protected boolean doIsResolved(InetSocketAddress address) {
      return false;
    }

    @Override
    protected void doResolve(InetSocketAddress asked, Promise<InetSocketAddress> promise) {
      // The JDK's resolver blocks.
      Thread.ofVirtual()
          .name("tollgate-resolver")
          .start(() -> {
            try {
              promise.trySuccess(checked(asked).getFirst());
            } catch (UnknownHostException refused) {
              promise.tryFailure(refused);
            }
          });
    }

    @Override
    protected void doResolveAll(InetSocketAddress asked, Promise<List<InetSocketAddress>> promise) {
      Thread.ofVirtual()
          .name("tollgate-resolver")
          .start(() -> {
            try {
              promise.trySuccess(checked(asked));
            } catch (UnknownHostException refused) {
              promise.tryFailure(refused);
            }
          });
    }

    private List<InetSocketAddress> checked(InetSocketAddress asked) throws UnknownHostException {
      var literal = asked.getAddress();
      var found =
          literal == null
              ? Arrays.asList(InetAddress.getAllByName(asked.getHostString()))
              : List.of(literal);
      var allowed =
          found.stream()
              .filter(address -> allowPrivate || !PrivateNetworks.contains(address))
              .map(address -> new InetSocketAddress(address, asked.getPort()))
              .toList();
      if (allowed.isEmpty()) {
        throw new UnknownHostException(
            asked.getHostString() + " is not a public address, and private ones are not allowed");
      }
      return allowed;
    }
  }
}
