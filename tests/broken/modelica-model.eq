model Tank
end Tank;
