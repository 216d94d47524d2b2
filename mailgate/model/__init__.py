"""The words of the house: frozen values and enums that every room shares. Standard library only; touches nothing."""
