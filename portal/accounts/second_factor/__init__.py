"""What people sign in with beside their password: an app's codes, passkeys, recovery codes."""
