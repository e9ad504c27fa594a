package dev.tocsin.connectwise.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import org.junit.jupiter.api.Test;

class CallbackSubscriptionTest {
    @Test
    void typeAndLevelAreComparedWithoutCase() {
        assertThat(new CallbackSubscription("Ticket", "OWNER", 1)).isEqualTo(CallbackSubscription.allTickets());
        assertThat(CallbackSubscription.all("productCatalog")).isEqualTo(CallbackSubscription.all("PRODUCTCATALOG"));
    }

    @Test
    void zeroIsOneForAllRecordsAndZeroElsewhere() {
        assertThat(new CallbackSubscription("ticket", "owner", 0).objectId()).isEqualTo(1);
        assertThat(new CallbackSubscription("ticket", "integratorTag", 0).objectId())
                .isZero();
    }

    @Test
    void theCommonOnesReadAsTheVendorNamesThem() {
        assertThat(CallbackSubscription.allTickets()).hasToString("ticket/owner/1");
        assertThat(CallbackSubscription.allCompanies()).hasToString("company/owner/1");
        assertThat(CallbackSubscription.allContacts()).hasToString("contact/owner/1");
        assertThat(CallbackSubscription.allConfigurations()).hasToString("configuration/owner/1");
        assertThat(CallbackSubscription.ticket(17)).hasToString("ticket/ticket/17");
        assertThat(CallbackSubscription.board(3)).hasToString("ticket/board/3");
    }

    @Test
    void whatCannotBeOneIsRefused() {
        assertThatThrownBy(() -> new CallbackSubscription(" ", "owner", 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("type: must be");
        assertThatThrownBy(() -> new CallbackSubscription("ticket", "a/b", 1)).hasMessageStartingWith("level: must be");
        assertThatThrownBy(() -> CallbackSubscription.ticket(-1))
                .hasMessage("objectId: must not be negative, but is -1");
    }
}
