package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void aPortThatIsWrittenDownIsNotOneThatSystemsGiveToWhoeverAsksForAny() throws IOException {
        for (int i = 0; i < 100; i++) {
            int port = Ports.free();
            assertThat(port).isBetween(1_024, 32_767);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(socket.getLocalPort()).isEqualTo(port);
            }
        }
    }
}
